package io.wellspring.limit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How Redis is called: never for longer than it can wait, and never at the cost of an event loop. */
public final class RedisCalls {

    private RedisCalls() {}

    /**
     * Off the event loop, because as long as no connection stands the driver makes one while its caller waits.
     * The timeout counts from the subscription and so covers that too.
     */
    public static <T> Mono<T> call(Publisher<T> command, Duration timeout) {
        return Mono.from(command).subscribeOn(Schedulers.boundedElastic()).timeout(timeout);
    }

    /** A script read once: a script that knows only its file reads it again whenever a Redis has forgotten it. */
    public static <T> RedisScript<T> script(String name, Class<T> result) {
        try {
            String text = new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
            return RedisScript.of(text, result);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}

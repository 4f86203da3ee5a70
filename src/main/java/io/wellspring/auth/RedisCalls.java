package io.wellspring.auth;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How this room calls Redis: never for longer than it can wait, and never at the cost of an event loop. */
@Configuration(proxyBeanMethods = false)
class RedisCalls {

    private static final Logger log = LoggerFactory.getLogger(RedisCalls.class);

    /**
     * Off the event loop, because as long as no connection stands the driver makes one while its caller waits.
     * The timeout counts from the subscription and so covers that too.
     */
    static <T> Mono<T> call(Publisher<T> command, Duration timeout) {
        return Mono.from(command).subscribeOn(Schedulers.boundedElastic()).timeout(timeout);
    }

    /** A script read once: a script that knows only its file reads it again whenever a Redis has forgotten it. */
    static <T> RedisScript<T> script(String name, Class<T> result) {
        try {
            String text = new ClassPathResource("redis/" + name + ".lua").getContentAsString(StandardCharsets.UTF_8);
            return RedisScript.of(text, result);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Connects while the application starts, so that no caller waits for it; without Redis it starts all the same. */
    @Bean
    ApplicationRunner connectsToRedis(ReactiveRedisConnectionFactory redis) {
        return arguments -> Mono.defer(() -> redis.getReactiveConnection().ping())
                .subscribe(pong -> {}, failure -> log.warn("Redis is away: {}", failure.toString()));
    }

    /** A command that waited for a lost connection would run when nobody waits for it any more. */
    @Bean
    LettuceClientOptionsBuilderCustomizer refusesWhileDisconnected() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS);
    }
}

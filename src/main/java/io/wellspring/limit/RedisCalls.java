package io.wellspring.limit;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisException;
import io.wellspring.patience.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.reactivestreams.Publisher;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.RedisConnectionFailureException;
import org.springframework.data.redis.RedisSystemException;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** How Redis is called: never for longer than it can wait, and never at the cost of an event loop. */
public final class RedisCalls {

    /** How Redis begins what it refuses for its own state, and not for the command's: it is full, or just starting. */
    private static final List<String> UNABLE_TO_SERVE = List.of(
            "OOM", "LOADING", "BUSY", "READONLY", "MASTERDOWN", "CLUSTERDOWN", "TRYAGAIN", "MISCONF", "NOREPLICAS");

    private RedisCalls() {}

    /**
     * Off the event loop, because as long as no connection stands the driver makes one while its caller waits.
     * The timeout counts from the subscription and so covers that too. It holds also where the command cannot be
     * cancelled. A Redis that is away, or takes nothing, fails as one that may serve again soon.
     */
    public static <T> Mono<T> call(Publisher<T> command, Duration timeout) {
        return Patience.calm(Mono.from(command))
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(timeout)
                .onErrorMap(RedisCalls::isAway, away -> new RedisConnectionFailureException("Redis is away", away));
    }

    /** What its driver tells of a broken connection has many forms; what Redis itself refuses has one. */
    private static boolean isAway(Throwable failure) {
        if (failure instanceof RedisSystemException wrapped && wrapped.getCause() != null) {
            return isAway(wrapped.getCause());
        }
        return failure instanceof RedisException
                && (!(failure instanceof RedisCommandExecutionException) || isUnableToServe(failure));
    }

    private static boolean isUnableToServe(Throwable refused) {
        String text = Objects.requireNonNullElse(refused.getMessage(), "");
        return UNABLE_TO_SERVE.stream().anyMatch(text::startsWith);
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

package io.wellspring.patience;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;

/**
 * Timeouts that hold. Reactor's own cancels what is late first and gives the error then: where cancelling throws, the
 * error is lost, and the caller waits for ever.
 */
public final class Patience {

    private Patience() {}

    /**
     * What comes within the time, or else a {@link java.util.concurrent.TimeoutException}, also where the source cannot
     * be cancelled. Used with {@link Mono#as}.
     */
    public static <T> UnaryOperator<Mono<T>> atMost(Duration time) {
        return source -> calm(source).timeout(time);
    }

    /** As {@link #atMost}, with the end of the time given by a signal. */
    public static <T> UnaryOperator<Mono<T>> until(Publisher<?> end) {
        return source -> calm(source).timeout(end);
    }

    /** The same, but what is thrown when it is cancelled is logged and goes no further. */
    public static <T> Mono<T> calm(Mono<T> source) {
        return source.transform(Operators.<T, T>lift((publisher, subscriber) -> new CalmlyCancelled<>(subscriber)));
    }
}

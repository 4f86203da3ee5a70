package io.wellspring.patience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Mono;

class PatienceTest {

    private static final Duration SHORT = Duration.ofMillis(20);
    private static final Publisher<String> NEVER_AND_NOT_CANCELLED =
            subscriber -> subscriber.onSubscribe(new NotCancelled());
    private static final Duration LONG = Duration.ofSeconds(5);

    @Test
    void whatCannotBeCancelledIsGivenUpAllTheSame() {
        Mono<String> late = Mono.from(NEVER_AND_NOT_CANCELLED);

        assertThatThrownBy(() -> late.as(Patience.atMost(SHORT)).block(LONG))
                .hasCauseInstanceOf(TimeoutException.class);
    }

    @Test
    void reactorsOwnTimeoutLosesTheErrorThere() {
        Mono<String> late = Mono.from(NEVER_AND_NOT_CANCELLED);

        assertThatThrownBy(() -> late.timeout(SHORT).block(Duration.ofSeconds(1)))
                .as("then Reactor has been mended")
                .hasMessageContaining("Timeout on blocking read");
    }

    @Test
    void whatComesInTimeComes() {
        assertThat(Mono.just("value").as(Patience.atMost(LONG)).block(LONG)).isEqualTo("value");
        assertThat(Mono.<String>empty().as(Patience.atMost(LONG)).blockOptional(LONG))
                .isEmpty();
        assertThatThrownBy(() -> Mono.error(new IllegalStateException("broken"))
                        .as(Patience.atMost(LONG))
                        .block(LONG))
                .hasMessage("broken");
    }

    private static final class NotCancelled implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            throw new IllegalArgumentException("cannot be cancelled");
        }
    }
}

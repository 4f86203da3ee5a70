package io.wellspring.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

class PulseTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(10);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(Pulse.class);
    private final AtomicInteger beats = new AtomicInteger();

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void leave() {
        log.detachAppender(lines);
    }

    @Test
    void whatFailsWhileTheApplicationStartsIsNotWarnedOf() throws InterruptedException {
        run(beat -> beat <= 3, LONG, LONG, 6);

        assertThat(told()).isEmpty();
    }

    @Test
    void anOutageIsWarnedOfOnceAndSoIsItsEnd() throws InterruptedException {
        run(beat -> beat <= 3, Duration.ZERO, LONG, 6);

        assertThat(told()).hasSize(2);
        assertThat(told().get(0)).startsWith("WARN the pulse failed and will be tried again");
        assertThat(told().get(1)).isEqualTo("INFO the pulse works again");
    }

    @Test
    void anOutageThatComesAndGoesIsWarnedOfOnceInAWhile() throws InterruptedException {
        run(beat -> beat % 2 == 1, Duration.ZERO, LONG, 9);

        assertThat(told()).hasSize(2);
    }

    @Test
    void aBeatThatCannotBeCancelledDoesNotEndThePulse() throws InterruptedException {
        Publisher<Void> stuck = subscriber -> {
            beats.incrementAndGet();
            subscriber.onSubscribe(new NotCancelled());
        };
        run(new Pulse("the pulse", SHORT, SHORT, Mono.from(stuck), LONG, LONG), 3);
    }

    private void run(IntPredicate fails, Duration starting, Duration betweenWarnings, int least)
            throws InterruptedException {
        Mono<Void> beat = Mono.defer(() ->
                fails.test(beats.incrementAndGet()) ? Mono.error(new IllegalStateException("away")) : Mono.empty());
        run(new Pulse("the pulse", SHORT, LONG, beat, starting, betweenWarnings), least);
    }

    private void run(Pulse pulse, int least) throws InterruptedException {
        pulse.start();
        for (int wait = 0; wait < 1000 && beats.get() < least; wait++) {
            Thread.sleep(10);
        }
        pulse.stop();
        assertThat(beats.get()).isGreaterThanOrEqualTo(least);
    }

    private List<String> told() {
        return List.copyOf(lines.list).stream()
                .filter(line -> line.getLevel().isGreaterOrEqual(Level.INFO))
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .toList();
    }

    private static final class NotCancelled implements Subscription {

        @Override
        public void request(long count) {}

        @Override
        public void cancel() {
            throw new IllegalStateException("cannot be cancelled");
        }
    }
}

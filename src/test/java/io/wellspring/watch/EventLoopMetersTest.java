package io.wellspring.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.pulse.Pulse;
import io.wellspring.testing.Platform;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.client.ReactorResourceFactory;

/** A loop that something holds is seen while it is held, and not only afterwards. */
class EventLoopMetersTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final ReactorResourceFactory server = new ReactorResourceFactory();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private Pulse watch;

    @BeforeEach
    void start() {
        server.setUseGlobalResources(false);
        server.start();
        watch = new EventLoopMeters(meters).watchOverEventLoops(server);
        watch.start();
    }

    @AfterEach
    void stop() {
        held.set(false);
        watch.stop();
        server.stop();
    }

    @Test
    void aLoopThatIsHeldShowsForHowLong() {
        Platform.until(this::samples, seen -> seen > 0);
        assertThat(stuckSeconds()).isLessThan(1);

        server.getLoopResources().onServer(true).next().execute(this::hold);
        Platform.until(this::stuckSeconds, seconds -> seconds > 2);

        held.set(false);
        Platform.until(this::stuckSeconds, seconds -> seconds < 1);
        assertThat(meters.get("wellspring.event.loop.delay").timer().max(TimeUnit.SECONDS))
                .isGreaterThan(2);
    }

    private void hold() {
        while (held.get()) {
            System.nanoTime();
        }
    }

    private long samples() {
        return meters.get("wellspring.event.loop.delay").timer().count();
    }

    private double stuckSeconds() {
        return meters.get("wellspring.event.loop.stuck").timeGauge().value(TimeUnit.SECONDS);
    }
}

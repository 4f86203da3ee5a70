package io.wellspring.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;

/**
 * {@code wellspring.event.loop.delay}: how long a task waits for its turn on each event loop, and
 * {@code wellspring.event.loop.stuck}: for how long the slowest of them has not come to it yet. A loop that something
 * blocks serves nobody meanwhile, and nothing else tells so.
 */
@Configuration(proxyBeanMethods = false)
class EventLoopMeters {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Timer delay;
    private final Map<EventExecutor, Long> askedAtNanos = new ConcurrentHashMap<>();

    EventLoopMeters(MeterRegistry meters) {
        this.delay = Timer.builder("wellspring.event.loop.delay")
                .description("How long a task waits for its turn on an event loop")
                .register(meters);
        TimeGauge.builder("wellspring.event.loop.stuck", this, TimeUnit.NANOSECONDS, EventLoopMeters::stuckNanos)
                .description("For how long the slowest event loop has not come to its task yet")
                .register(meters);
    }

    @Bean
    Pulse watchOverEventLoops(ReactorResourceFactory server) {
        Mono<Void> look =
                Mono.fromRunnable(() -> server.getLoopResources().onServer(true).forEach(this::ask));
        return new Pulse("the watch over event loops", PERIOD, PERIOD, look);
    }

    /** One that still owes an answer is not asked again. */
    private void ask(EventExecutor loop) {
        long asked = System.nanoTime();
        if (askedAtNanos.putIfAbsent(loop, asked) == null) {
            loop.execute(() -> answer(loop, asked));
        }
    }

    private void answer(EventExecutor loop, long asked) {
        askedAtNanos.remove(loop);
        delay.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS);
    }

    private long stuckNanos() {
        long now = System.nanoTime();
        return askedAtNanos.values().stream()
                .mapToLong(asked -> now - asked)
                .max()
                .orElse(0);
    }
}

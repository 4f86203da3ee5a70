package io.wellspring.watch;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.netty.util.concurrent.EventExecutor;
import io.wellspring.pulse.Pulse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;

/**
 * {@code wellspring.event.loop.delay}: how long a task waits for its turn on each event loop. A loop that something
 * blocks serves nobody meanwhile, and nothing else tells so.
 */
@Configuration(proxyBeanMethods = false)
class EventLoopMeters {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    @Bean
    Pulse watchOverEventLoops(MeterRegistry meters, ReactorResourceFactory server) {
        Timer delay = meters.timer("wellspring.event.loop.delay");
        Mono<Void> look =
                Mono.fromRunnable(() -> server.getLoopResources().onServer(true).forEach(loop -> time(loop, delay)));
        return new Pulse("the watch over event loops", PERIOD, PERIOD, look);
    }

    private static void time(EventExecutor loop, Timer delay) {
        long asked = System.nanoTime();
        loop.execute(() -> delay.record(System.nanoTime() - asked, TimeUnit.NANOSECONDS));
    }
}

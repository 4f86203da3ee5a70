package io.wellspring.order;

import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Ends the deliveries that are under way when the node leaves: what has been read is still decided, and a last line says
 * why nothing more is.
 */
@Component
class Departure implements SmartLifecycle {

    /**
     * For so long the answer stays open after its last line: it ends the connection, and what a sender is still writing then
     * is answered by a reset, which could overtake the line.
     */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private volatile Sinks.Empty<Void> left = Sinks.empty();
    private volatile boolean running;

    /** The readings of a delivery as long as the node stays; the last one says so where it left in the middle. */
    Flux<Reading> cut(Flux<Reading> readings) {
        return Flux.defer(() -> {
            AtomicBoolean whole = new AtomicBoolean();
            return readings.doOnComplete(() -> whole.set(true))
                    .takeUntilOther(left.asMono())
                    .concatWith(Flux.defer(() -> whole.get() ? Flux.empty() : lastWord()));
        });
    }

    private static Flux<Reading> lastWord() {
        return Flux.just(Reading.refused(0, Refusal.of(OrderRefusal.NODE_LEAVING)))
                .concatWith(Mono.delay(LINGER).then(Mono.empty()));
    }

    @Override
    public void start() {
        left = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        left.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server waits for its open exchanges, which a delivery would keep open for as long as it waits. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}

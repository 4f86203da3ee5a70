package io.wellspring.pulse;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does a piece of work again and again while the application runs. A beat that takes too long is given up, one that
 * fails is logged, and the next one comes all the same.
 */
public final class Pulse implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final String name;
    private final Duration period;
    private final Duration timeout;
    private final Mono<Void> work;
    private volatile boolean failing;
    private volatile @Nullable Disposable running;

    /**
     * @param period between the beginnings of two beats; one that takes longer is followed at once
     * @param timeout after which a beat is given up
     */
    public Pulse(String name, Duration period, Duration timeout, Mono<Void> work) {
        this.name = name;
        this.period = period;
        this.timeout = timeout;
        this.work = work;
    }

    @Override
    public void start() {
        running = Flux.interval(Duration.ZERO, period)
                .onBackpressureDrop()
                .concatMap(beat -> beat(), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private Mono<Void> beat() {
        return work.timeout(timeout).doOnSuccess(done -> recover()).onErrorResume(this::fail);
    }

    /** Told once and not at every beat: an outage must not fill the log. */
    private Mono<Void> fail(Throwable failure) {
        if (!failing) {
            failing = true;
            log.warn("{} failed and will be tried again: {}", name, failure.toString());
        }
        return Mono.empty();
    }

    private void recover() {
        if (failing) {
            failing = false;
            log.info("{} works again", name);
        }
    }
}

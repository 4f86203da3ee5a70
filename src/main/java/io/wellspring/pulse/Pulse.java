package io.wellspring.pulse;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Does a piece of work again and again while the application runs. A beat that takes too long is given up, one that
 * fails is logged, and the next one comes all the same.
 */
public final class Pulse extends Loop {

    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final String name;
    private final Duration period;
    private final Duration timeout;
    private final Mono<Void> beat;
    private volatile boolean failing;

    /**
     * @param period between the beginnings of two beats; one that takes longer is followed at once
     * @param timeout after which a beat is given up
     */
    public Pulse(String name, Duration period, Duration timeout, Mono<Void> beat) {
        this.name = name;
        this.period = period;
        this.timeout = timeout;
        this.beat = beat;
    }

    @Override
    protected Flux<?> work() {
        return Flux.interval(Duration.ZERO, period).onBackpressureDrop().concatMap(beat -> beat(), 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private Mono<Void> beat() {
        return beat.timeout(timeout).doOnSuccess(done -> recover()).onErrorResume(this::fail);
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

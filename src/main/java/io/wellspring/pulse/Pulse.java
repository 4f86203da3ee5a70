package io.wellspring.pulse;

import io.wellspring.patience.Patience;
import io.wellspring.patience.Seldom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A scheduled job: does a piece of work again and again while the application runs. A run (here: beat) that takes too
 * long is given up, one that fails is logged, and the next one comes nevertheless.
 */
public final class Pulse extends Loop {

    /** While everything starts at once, beats are late without anything being wrong. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(Pulse.class);

    private final String name;
    private final Duration period;
    private final Duration timeout;
    private final Mono<Void> beat;
    private final long startingNanos;
    private final Seldom warnings;
    private volatile long started;
    private volatile boolean warned;

    /**
     * @param period between the beginnings of two beats; one that takes longer is followed at once
     * @param timeout after which a beat is given up
     */
    public Pulse(String name, Duration period, Duration timeout, Mono<Void> beat) {
        this(name, period, timeout, beat, STARTING, BETWEEN_WARNINGS);
    }

    Pulse(
            String name,
            Duration period,
            Duration timeout,
            Mono<Void> beat,
            Duration starting,
            Duration betweenWarnings) {
        this.name = name;
        this.period = period;
        this.timeout = timeout;
        this.beat = beat;
        this.startingNanos = starting.toNanos();
        this.warnings = new Seldom(betweenWarnings);
    }

    @Override
    protected Flux<?> work() {
        started = System.nanoTime();
        return Flux.interval(Duration.ZERO, period).onBackpressureDrop().concatMap(beat -> beat(), 1);
    }

    @Override
    public String toString() {
        return name;
    }

    private Mono<Void> beat() {
        return beat.as(Patience.atMost(timeout)).doOnSuccess(done -> recover()).onErrorResume(this::fail);
    }

    /** Warned of once and not at every beat, nor at every turn of an outage that comes and goes. */
    private Mono<Void> fail(Throwable failure) {
        if (mayWarn()) {
            warned = true;
            log.warn("{} failed and will be tried again: {}", name, failure.toString());
        } else {
            log.debug("{} failed: {}", name, failure.toString());
        }
        return Mono.empty();
    }

    private boolean mayWarn() {
        return !warned
                && System.nanoTime() - started >= startingNanos
                && warnings.mayTell().isPresent();
    }

    private void recover() {
        if (warned) {
            warned = false;
            log.info("{} works again", name);
        }
    }
}

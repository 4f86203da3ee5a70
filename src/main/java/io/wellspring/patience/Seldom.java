package io.wellspring.patience;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/** Lets something be told once in a while, and counts what was kept back: an outage must not fill the log. */
public final class Seldom {

    private final long pauseNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong keptBack = new AtomicLong();

    /** @param pause between two that are told */
    public Seldom(Duration pause) {
        this.pauseNanos = pause.toNanos();
    }

    /** How many were kept back since the last that was told, or empty where this one is to be kept back too. */
    public OptionalLong mayTell() {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + pauseNanos)) {
            keptBack.incrementAndGet();
            return OptionalLong.empty();
        }
        return OptionalLong.of(keptBack.getAndSet(0));
    }
}

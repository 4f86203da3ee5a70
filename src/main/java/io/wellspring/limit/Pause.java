package io.wellspring.limit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps from asking one who has just failed. After a pause, one asks for all; the others follow once that was answered.
 */
final class Pause {

    private static final long NONE = 0;

    private final long nanos;
    private final AtomicLong until = new AtomicLong(NONE);

    Pause(Duration length) {
        this.nanos = length.toNanos();
    }

    boolean mayAsk() {
        long end = until.get();
        return end == NONE || (System.nanoTime() - end >= 0 && until.compareAndSet(end, next()));
    }

    void failed() {
        until.set(next());
    }

    void answered() {
        if (until.get() != NONE) {
            until.set(NONE);
        }
    }

    private long next() {
        long end = System.nanoTime() + nanos;
        return end == NONE ? 1 : end;
    }
}

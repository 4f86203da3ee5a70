package io.wellspring.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.FluxSink;

/**
 * One open stream. However slow it is, one frame is on its way to it and one waits, which is the newest, and both are
 * arrays that all others are sent too.
 */
final class Viewer {

    private final FluxSink<byte[]> frames;
    private final Connection connection;
    private final AtomicReference<byte @Nullable []> waiting = new AtomicReference<>();
    private final AtomicInteger passes = new AtomicInteger();
    private volatile byte @Nullable [] latest;
    private volatile long waitingSince;
    private volatile boolean gone;

    Viewer(FluxSink<byte[]> frames, Connection connection) {
        this.frames = frames;
        this.connection = connection;
        connection.whenFree(this::pass);
        frames.onRequest(asked -> pass());
    }

    /** Sends a frame as soon as the line is free, in place of one that still waits; the same one is sent once. */
    void send(byte[] frame) {
        if (frame != latest) {
            latest = frame;
            if (waiting.getAndSet(frame) == null) {
                waitingSince = System.nanoTime();
            }
            pass();
        }
    }

    /** A heartbeat only goes where nothing else waits, so that it never takes the place of news. */
    void beat(byte[] heartbeat) {
        if (waiting.compareAndSet(null, heartbeat)) {
            waitingSince = System.nanoTime();
            pass();
        }
    }

    /** The last frame, and then the end; for one that does not take what waits, the end alone. */
    void end(byte[] frame) {
        if (waiting.get() == null) {
            frames.next(frame);
            frames.complete();
        } else {
            cut();
        }
    }

    boolean isStuckFor(Duration patience) {
        return waiting.get() != null && System.nanoTime() - waitingSince > patience.toNanos();
    }

    /** What is on its way to one who does not read would never arrive, so the end cannot wait for it. */
    void cut() {
        connection.cut();
    }

    void leave() {
        gone = true;
    }

    boolean isGone() {
        return gone;
    }

    /** One thread at a time, so that nothing is handed over that was not asked for: it would wait where we cannot look. */
    private void pass() {
        if (passes.getAndIncrement() == 0) {
            int seen = 1;
            do {
                handOver();
                seen = passes.addAndGet(-seen);
            } while (seen != 0);
        }
    }

    private void handOver() {
        if (connection.isFree() && frames.requestedFromDownstream() > 0) {
            byte[] frame = waiting.getAndSet(null);
            if (frame != null) {
                frames.next(frame);
            }
        }
    }
}

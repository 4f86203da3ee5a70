package io.wellspring.live;

import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Those who watch the same thing on this node. A thread with news requests a flush and goes on; one thread at a time
 * sends the newest frame to all, and not more often than is agreed. Frames in between are conflated: only the newest is
 * sent.
 */
final class Audience {

    private static final Logger log = LoggerFactory.getLogger(Audience.class);

    private final Supplier<byte @Nullable []> newest;
    private final long gapNanos;
    private final Scheduler scheduler = Schedulers.parallel();
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final Queue<Viewer> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean flushPlanned;
    private long nextFlushAt = System.nanoTime();
    private byte @Nullable [] shown;

    /**
     * @param newest frame; none before there is anything to show
     * @param gap between two that are shown to the same viewers
     */
    Audience(Supplier<byte @Nullable []> newest, Duration gap) {
        this.newest = newest;
        this.gapNanos = gap.toNanos();
    }

    /** The frames of a new viewer, from the newest on, until it leaves. */
    Flux<byte[]> join(Connection line) {
        return Flux.create(
                frames -> {
                    Viewer viewer = new Viewer(frames, line);
                    frames.onDispose(() -> leave(viewer));
                    arriving.add(viewer);
                    requestFlush();
                },
                OverflowStrategy.LATEST);
    }

    /** To be called after there is something newer to show. */
    void requestFlush() {
        if (requests.getAndIncrement() == 0) {
            scheduler.schedule(this::drain);
        }
    }

    void forEach(Consumer<Viewer> deed) {
        viewers.forEach(deed);
    }

    private void drain() {
        int answered = requests.get();
        do {
            flushAndAdmit();
            answered = requests.addAndGet(-answered);
        } while (answered != 0);
    }

    /** One thing that cannot be shown must not keep all that comes after it from being shown. */
    private void flushAndAdmit() {
        try {
            flush();
            admitArrivals();
        } catch (RuntimeException accident) {
            log.error("something could not be shown to those who watch it", accident);
        }
    }

    private void flush() {
        long wait = nextFlushAt - System.nanoTime();
        if (wait > 0) {
            flushAfter(wait);
            return;
        }
        byte[] frame = newest.get();
        if (frame != null && frame != shown) {
            shown = frame;
            nextFlushAt = System.nanoTime() + gapNanos;
            viewers.forEach(viewer -> viewer.send(frame));
        }
    }

    private void admitArrivals() {
        byte[] frame = arriving.isEmpty() ? null : newest.get();
        for (Viewer viewer = arriving.poll(); viewer != null; viewer = arriving.poll()) {
            viewers.add(viewer);
            if (viewer.isGone()) {
                viewers.remove(viewer);
            } else if (frame != null) {
                viewer.send(frame);
            }
        }
    }

    private void flushAfter(long nanos) {
        if (!flushPlanned) {
            flushPlanned = true;
            scheduler.schedule(this::flushLater, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void flushLater() {
        flushPlanned = false;
        requestFlush();
    }

    private void leave(Viewer viewer) {
        viewer.leave();
        viewers.remove(viewer);
    }
}

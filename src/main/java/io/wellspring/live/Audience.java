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
    private final Set<Client> clients = ConcurrentHashMap.newKeySet();
    private final Queue<Client> arriving = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean comesBack;
    private long showAgainAt = System.nanoTime();
    private byte @Nullable [] shown;

    /**
     * @param newest frame; none before there is anything to show
     * @param gap between two that are shown to the same clients
     */
    Audience(Supplier<byte @Nullable []> newest, Duration gap) {
        this.newest = newest;
        this.gapNanos = gap.toNanos();
    }

    /** The frames of a new client, from the newest on, until it leaves. */
    Flux<byte[]> join(Line line) {
        return Flux.create(
                frames -> {
                    Client client = new Client(frames, line);
                    frames.onDispose(() -> leave(client));
                    arriving.add(client);
                    call();
                },
                OverflowStrategy.LATEST);
    }

    /** To be called after there is something newer to show. */
    void call() {
        if (calls.getAndIncrement() == 0) {
            scheduler.schedule(this::answer);
        }
    }

    void forEach(Consumer<Client> deed) {
        clients.forEach(deed);
    }

    private void answer() {
        int seen = calls.get();
        do {
            serve();
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    /** One thing that cannot be shown must not keep all that comes after it from being shown. */
    private void serve() {
        try {
            show();
            admit();
        } catch (RuntimeException accident) {
            log.error("something could not be shown to those who watch it", accident);
        }
    }

    private void show() {
        long wait = showAgainAt - System.nanoTime();
        if (wait > 0) {
            comeBackAfter(wait);
            return;
        }
        byte[] frame = newest.get();
        if (frame != null && frame != shown) {
            shown = frame;
            showAgainAt = System.nanoTime() + gapNanos;
            clients.forEach(client -> client.send(frame));
        }
    }

    private void admit() {
        byte[] frame = arriving.isEmpty() ? null : newest.get();
        for (Client client = arriving.poll(); client != null; client = arriving.poll()) {
            clients.add(client);
            if (client.isGone()) {
                clients.remove(client);
            } else if (frame != null) {
                client.send(frame);
            }
        }
    }

    private void comeBackAfter(long nanos) {
        if (!comesBack) {
            comesBack = true;
            scheduler.schedule(this::comeBack, nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void comeBack() {
        comesBack = false;
        call();
    }

    private void leave(Client client) {
        client.leave();
        clients.remove(client);
    }
}

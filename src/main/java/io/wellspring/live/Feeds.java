package io.wellspring.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The plans that somebody watches on this node, each with one feed for all its watchers. */
@Component
class Feeds implements Copy {

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final Semaphore places;

    Feeds(LiveSettings settings, MeterRegistry meters) {
        this.places = new Semaphore(settings.maxStreams());
        meters.gauge("wellspring.live.streams", places, free -> settings.maxStreams() - free.availablePermits());
    }

    /**
     * Takes a watcher's place at a plan's feed.
     *
     * @throws Refusal {@link RefusalCode#BUSY} when all places of this node are taken
     */
    Feed open(long planId) {
        if (!places.tryAcquire()) {
            throw Refusal.of(RefusalCode.BUSY).retryAfter(COME_BACK);
        }
        return watched.merge(planId, new Watched(new Feed(), 1), (known, one) -> known.plus(1))
                .feed();
    }

    void close(long planId) {
        watched.computeIfPresent(planId, (id, known) -> known.watchers() == 1 ? null : known.plus(-1));
        places.release();
    }

    void tell(PlanEvent event) {
        with(event, feed -> feed.tell(event));
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public Mono<Map<Long, Stamp>> stamps(NavigableSet<Long> plans) {
        return Mono.fromSupplier(() -> {
            Map<Long, Stamp> stamps = new HashMap<>();
            watched.forEach((planId, known) -> stamps.put(planId, known.feed().stamp()));
            // A feed without an event is being opened, and its first watcher is about to read one.
            stamps.values().removeIf(Stamp.NONE::equals);
            return stamps;
        });
    }

    @Override
    public Mono<Void> correct(PlanEvent read, Stamp seen) {
        return Mono.fromRunnable(() -> with(read, feed -> feed.correct(read, seen)));
    }

    private void with(PlanEvent event, Consumer<Feed> deed) {
        Watched known = watched.get(event.planId());
        if (known != null) {
            deed.accept(known.feed());
        }
    }

    private record Watched(Feed feed, int watchers) {

        Watched plus(int more) {
            return new Watched(feed, watchers + more);
        }
    }
}

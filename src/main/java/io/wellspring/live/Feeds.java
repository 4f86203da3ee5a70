package io.wellspring.live;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The plans that somebody watches on this node, each with one feed for all its watchers. */
@Component
class Feeds implements Replica {

    private final Map<Long, Watched> watched = new ConcurrentHashMap<>();
    private final PlanEvents events;
    private final Duration gap;
    private final Retries retries;

    Feeds(PlanEvents events, Retries retries, LiveSettings settings) {
        this.events = events;
        this.gap = settings.gap();
        this.retries = retries;
    }

    /**
     * The frames for one who watches a plan: its state in PostgreSQL, then each newer one. The feed is open before
     * PostgreSQL is read, so that no change falls between the two.
     */
    Flux<byte[]> watch(long planId, Connection line) {
        return Flux.using(() -> enter(planId), feed -> frames(feed, line), feed -> leave(planId));
    }

    private Flux<byte[]> frames(Feed feed, Connection line) {
        return feed.refresh()
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .thenMany(Flux.defer(() -> feed.audience().join(line).startWith(retries.opening())));
    }

    private Feed enter(long planId) {
        return watched.compute(planId, (id, known) -> known == null ? first(id) : known.plus(1))
                .feed();
    }

    private Watched first(long planId) {
        return new Watched(new Feed(events.read(planId), gap), 1);
    }

    private void leave(long planId) {
        watched.computeIfPresent(planId, (id, known) -> known.watchers() == 1 ? null : known.plus(-1));
    }

    /** Does something with every client that watches a plan. */
    void forEachClient(Consumer<Viewer> deed) {
        watched.values().forEach(known -> known.feed().audience().forEach(deed));
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

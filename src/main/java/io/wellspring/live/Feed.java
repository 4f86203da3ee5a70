package io.wellspring.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What one plan shows to its watchers on this node: its newest event, encoded once for all of them. */
final class Feed {

    /** Where many come at the same time, as after another node has left, one look at PostgreSQL serves them all. */
    private static final Duration FRESH = Duration.ofMillis(100);

    private final AtomicReference<@Nullable PlanEvent> newest = new AtomicReference<>();
    private final Audience audience;
    private final Mono<PlanEvent> refresh;

    /**
     * @param read tells the plan as it stands in PostgreSQL
     * @param gap between two events that are shown
     */
    Feed(Mono<PlanEvent> read, Duration gap) {
        this.audience = new Audience(this::frame, gap);
        this.refresh = Mono.defer(() -> {
                    Stamp seen = stamp();
                    return read.doOnNext(event -> correct(event, seen));
                })
                .cache(FRESH);
    }

    Stamp stamp() {
        return stampOf(newest.get());
    }

    Audience audience() {
        return audience;
    }

    /** Looks at PostgreSQL, unless that was done a moment ago; empty where there is no such plan. */
    Mono<PlanEvent> refresh() {
        return refresh;
    }

    void tell(PlanEvent event) {
        replace(event, event.stamp()::isAfter);
    }

    void correct(PlanEvent read, Stamp seen) {
        replace(read, shown -> read.stamp().isAfter(shown) || shown.equals(seen) && !shown.equals(read.stamp()));
    }

    private void replace(PlanEvent event, Predicate<Stamp> isDue) {
        PlanEvent before = newest.getAndUpdate(shown -> isDue.test(stampOf(shown)) ? event : shown);
        if (isDue.test(stampOf(before))) {
            audience.requestFlush();
        }
    }

    private byte @Nullable [] frame() {
        PlanEvent event = newest.get();
        return event == null ? null : event.frame();
    }

    private static Stamp stampOf(@Nullable PlanEvent event) {
        return event == null ? Stamp.NONE : event.stamp();
    }
}

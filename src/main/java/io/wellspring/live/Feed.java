package io.wellspring.live;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * What one plan shows to its watchers on this node. Whoever has news leaves it and goes on; one thread at a time hands
 * the newest to the watchers, so that what came in between is passed over and nothing waits in a queue.
 */
final class Feed {

    // Each watcher takes without limit and keeps the newest only, so none of them holds up the sink.
    private final Sinks.Many<PlanEvent> watchers =
            Sinks.unsafe().many().replay().latest();
    private final AtomicReference<@Nullable PlanEvent> newest = new AtomicReference<>();
    private final AtomicInteger news = new AtomicInteger();

    Stamp stamp() {
        PlanEvent event = newest.get();
        return event == null ? Stamp.NONE : event.stamp();
    }

    /** The newest event, then newer ones as fast as they are taken. */
    Flux<PlanEvent> events() {
        return watchers.asFlux().onBackpressureLatest();
    }

    void tell(PlanEvent event) {
        replace(event, event.stamp()::isAfter);
    }

    void correct(PlanEvent read, Stamp seen) {
        replace(read, shown -> read.stamp().isAfter(shown) || shown.equals(seen) && !shown.equals(read.stamp()));
    }

    private void replace(PlanEvent event, Predicate<Stamp> isDue) {
        PlanEvent before = newest.getAndUpdate(shown -> isDue.test(stampOf(shown)) ? event : shown);
        if (isDue.test(stampOf(before)) && news.getAndIncrement() == 0) {
            Schedulers.parallel().schedule(this::show);
        }
    }

    private void show() {
        int seen = news.get();
        do {
            watchers.emitNext(newest.get(), Sinks.EmitFailureHandler.FAIL_FAST);
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private static Stamp stampOf(@Nullable PlanEvent event) {
        return event == null ? Stamp.NONE : event.stamp();
    }
}

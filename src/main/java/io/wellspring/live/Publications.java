package io.wellspring.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.PlanListener;
import io.wellspring.plan.catalogue.TouchedMembers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Takes the writer's news and tells it: this node's watchers at once, the others through Redis. A plan is told one state
 * at a time, and what changes meanwhile waits as the newest state alone. What Redis does not take is left to the
 * reconciler.
 */
@Component
class Publications implements PlanListener {

    private static final Logger log = LoggerFactory.getLogger(Publications.class);

    private final PlanEvents events;
    private final Feeds feeds;
    private final PlanSnapshots snapshots;
    private final Counter unpublished;
    private final Map<Long, PlanFigures> newest = new ConcurrentHashMap<>();

    Publications(PlanEvents events, Feeds feeds, PlanSnapshots snapshots, MeterRegistry meters) {
        this.events = events;
        this.feeds = feeds;
        this.snapshots = snapshots;
        this.unpublished = Counter.builder("wellspring.live.unpublished")
                .description("Changes that Redis did not take for those who watch")
                .register(meters);
    }

    @Override
    public void changed(PlanFigures figures, TouchedMembers touched) {
        if (newest.put(figures.planId(), figures) == null) {
            tellAll(figures.planId()).subscribeOn(Schedulers.parallel()).subscribe();
        }
    }

    private Mono<Void> tellAll(long planId) {
        return Mono.defer(() -> tellNewest(planId))
                .repeat()
                .takeWhile(changedMeanwhile -> changedMeanwhile)
                .then()
                .onErrorResume(accident -> giveUp(planId, accident));
    }

    /** A plan whose telling met with an accident is told again at its next change, or by the comparison. */
    private Mono<Void> giveUp(long planId, Throwable accident) {
        log.error("plan {}: telling of it met with an accident", planId, accident);
        return Mono.fromRunnable(() -> newest.remove(planId));
    }

    private Mono<Boolean> tellNewest(long planId) {
        PlanFigures figures = newest.get(planId);
        return events.of(figures)
                .doOnNext(feeds::tell)
                .flatMap(snapshots::store)
                .onErrorResume(failure -> leave(planId, failure))
                .then(Mono.fromSupplier(() -> !newest.remove(planId, figures)));
    }

    /** Counted, not warned of: while Redis is away this would be a line for each change. */
    private Mono<Void> leave(long planId, Throwable failure) {
        return Mono.fromRunnable(() -> {
            unpublished.increment();
            log.debug("plan {}: could not be published: {}", planId, failure.toString());
        });
    }
}

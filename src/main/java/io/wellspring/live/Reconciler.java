package io.wellspring.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.catalogue.PlanCatalogue;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Holds a copy to what PostgreSQL says. It always looks at the copy first and at PostgreSQL after: what the copy shows
 * was committed before, so a copy that is ahead shows a history that PostgreSQL no longer has, and is set back.
 */
class Reconciler {

    private static final int PARALLEL = 8;

    private final Replica copy;
    private final PlanCatalogue catalogue;
    private final Epochs epochs;
    private final PlanEvents events;
    private final Counter drift;
    private final Duration grace;
    private final int repairsPerBeat;
    private volatile NavigableSet<Long> plans = new TreeSet<>();

    Reconciler(
            Replica copy,
            PlanCatalogue catalogue,
            Epochs epochs,
            PlanEvents events,
            MeterRegistry meters,
            LiveSettings settings) {
        this.copy = copy;
        this.catalogue = catalogue;
        this.epochs = epochs;
        this.events = events;
        this.drift = Counter.builder("wellspring.live.drift")
                .description("Copies for those who watch that differed from the database and were put right")
                .tag("copy", copy.name())
                .register(meters);
        this.grace = Duration.ofMillis(settings.graceMillis());
        this.repairsPerBeat = settings.maxRepairsPerBeat();
    }

    /** Finds the plans that the copy shows wrongly, and corrects as many as one beat may. */
    Mono<Void> beat() {
        return copy.stamps(plans).flatMap(this::compared).flatMap(this::repair);
    }

    private Mono<Comparison> compared(Map<Long, Stamp> seen) {
        return epochs.read().zipWhen(epoch -> catalogue.currentVersions()).map(truth -> {
            plans = new TreeSet<>(truth.getT2().keySet());
            return Comparison.of(seen, truth.getT1(), truth.getT2());
        });
    }

    /** News on its way is no drift: only what is still behind after a moment is repaired and counted. */
    private Mono<Void> repair(Comparison comparison) {
        Flux<Long> behind = comparison.behind().isEmpty()
                ? Flux.empty()
                : Mono.delay(grace)
                        .then(copy.stamps(new TreeSet<>(comparison.behind())))
                        .flatMapIterable(comparison::stillBehind);
        return Flux.concat(Flux.fromIterable(comparison.ahead()), behind)
                .take(repairsPerBeat)
                .flatMapDelayError(planId -> repair(planId, comparison.seen(planId)), PARALLEL, PARALLEL)
                .then();
    }

    private Mono<Void> repair(long planId, Stamp seen) {
        drift.increment();
        return events.read(planId).flatMap(event -> copy.correct(event, seen));
    }
}

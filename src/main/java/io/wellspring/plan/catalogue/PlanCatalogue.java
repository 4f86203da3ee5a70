package io.wellspring.plan.catalogue;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.register.Halts;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.refusal.Refusal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The plans there are, as the other rooms see them. */
@Component
public class PlanCatalogue {

    private final Plans plans;
    private final PlanHistory history;
    private final PlanVersions versions;
    private final PlanOpenings openings;
    private final Rulebooks rulebooks;
    private final Ledger ledger;
    private final ObjectProvider<PlanListener> listeners;
    private final TransactionalOperator tx;
    private final DatabaseClient database;

    PlanCatalogue(
            Plans plans,
            PlanHistory history,
            PlanVersions versions,
            PlanOpenings openings,
            Rulebooks rulebooks,
            Ledger ledger,
            ObjectProvider<PlanListener> listeners,
            TransactionalOperator tx,
            DatabaseClient database) {
        this.plans = plans;
        this.history = history;
        this.versions = versions;
        this.openings = openings;
        this.rulebooks = rulebooks;
        this.ledger = ledger;
        this.listeners = listeners;
        this.tx = tx;
        this.database = database;
    }

    /**
     * Opens a plan with its first parameters, on today's business day in its zone.
     *
     * @throws io.wellspring.refusal.Refusal where the parameters are not acceptable
     */
    public Mono<PlanFigures> create(PlanKind kind, String name, ZoneId zone, JsonNode parameters) {
        return opened(kind, name, zone, parameters).as(tx::transactional).doOnNext(this::tell);
    }

    /**
     * As {@link #create}, once for each key: a repeat finds the plan that the first request opened.
     *
     * @throws Refusal KEY_REUSED where the key was used for another request
     */
    public Mono<OpenedPlan> open(OpeningKey key, PlanKind kind, String name, ZoneId zone, JsonNode parameters) {
        return openings.known(key)
                .switchIfEmpty(Mono.defer(() -> opened(kind, name, zone, parameters)
                        .flatMap(plan -> openings.keep(key, plan).thenReturn(OpenedPlan.of(plan)))))
                .as(tx::transactional)
                .delayUntil(opened -> find(opened.planId()).doOnNext(this::tell));
    }

    private Mono<PlanFigures> opened(PlanKind kind, String name, ZoneId zone, JsonNode parameters) {
        Rulebook rulebook = rulebooks.newest(kind);
        return Mono.fromCallable(() -> acceptable(rulebook, parameters))
                .flatMap(checked -> plans.insert(kind, name, zone, rulebook.initialState())
                        .delayUntil(plan -> ledger.open(Book.ofPlan(plan.id(), rulebook.chart())))
                        .flatMap(plan -> addFirstVersion(
                                plan, new PlanVersion(1, rulebook.revision(), checked, plan.openDay()))))
                .flatMap(this::figures);
    }

    /**
     * A plan that was opened is announced like one that changed, because nodes that keep copies have none of it yet.
     */
    private void tell(PlanFigures opened) {
        listeners.forEach(listener -> listener.changed(opened, TouchedMembers.NOBODY));
    }

    public Mono<PlanFigures> find(long id) {
        return plans.find(id).flatMap(this::figures);
    }

    public Flux<PlanFigures> after(long id, int limit) {
        return plans.after(id, limit).concatMap(this::figures);
    }

    public Mono<PlanKind> kindOf(long id) {
        return plans.find(id).map(Plan::kind);
    }

    /** Those of the ids that are plans. */
    public Mono<Set<Long>> existing(Collection<Long> ids) {
        return halts(ids).map(Map::keySet);
    }

    /** Those of the ids that are plans, with what of each is stopped. */
    public Mono<Map<Long, Halts>> halts(Collection<Long> ids) {
        return ids.isEmpty() ? Mono.just(Map.of()) : plans.halts(ids);
    }

    /** @throws Refusal PLAN_FROZEN while nothing of the plan moves */
    public Mono<Void> requireUnfrozen(long planId) {
        return plans.find(planId)
                .filter(plan -> plan.halts().isFrozen())
                .flatMap(
                        plan -> Mono.error(Refusal.of(PlanRefusal.PLAN_FROZEN).with("planId", String.valueOf(planId))));
    }

    /** The version of every plan's latest change, to tell whether a copy elsewhere is behind. */
    public Mono<Map<Long, Long>> currentVersions() {
        return database.sql("SELECT id, version FROM plan")
                .map(row -> Map.entry(row.get("id", Long.class), row.get("version", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Refuses parameters that a plan of this kind cannot have, or is not permitted here. */
    private static String acceptable(Rulebook rulebook, JsonNode parameters) {
        GivenParameters.check(parameters);
        String checked = rulebook.checked(parameters);
        rulebook.permit(parameters, name -> true);
        return checked;
    }

    private Mono<Plan> addFirstVersion(Plan plan, PlanVersion version) {
        return versions.addFirst(plan.id(), version)
                .then(Mono.defer(() -> history.keep(plan, version, 0)))
                .thenReturn(plan);
    }

    private Mono<PlanFigures> figures(Plan plan) {
        return versions.on(plan.id(), plan.openDay()).map(version -> PlanFigures.of(plan, version, rulebooks));
    }
}

package io.wellspring.plan;

import io.wellspring.api.Required;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
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
    private final Rulebooks rulebooks;
    private final ObjectProvider<PlanListener> listeners;
    private final TransactionalOperator tx;
    private final DatabaseClient database;

    PlanCatalogue(
            Plans plans,
            PlanHistory history,
            PlanVersions versions,
            Rulebooks rulebooks,
            ObjectProvider<PlanListener> listeners,
            TransactionalOperator tx,
            DatabaseClient database) {
        this.plans = plans;
        this.history = history;
        this.versions = versions;
        this.rulebooks = rulebooks;
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
        Rulebook rulebook = rulebooks.newest(kind);
        return Mono.fromCallable(() -> checked(kind, parameters))
                .flatMap(checked -> plans.insert(kind, name, zone, rulebook.initialState())
                        .flatMap(plan -> addFirstVersion(plan, rulebook, checked)))
                .flatMap(this::figures)
                .as(tx::transactional)
                .doOnNext(this::tell);
    }

    /** A plan that was opened is told like one that changed: whoever keeps a copy would find it missing. */
    private void tell(PlanFigures opened) {
        listeners.forEach(listener -> listener.changed(opened, Touched.NOBODY));
    }

    public Mono<PlanFigures> find(long id) {
        return plans.find(id).flatMap(this::figures);
    }

    public Flux<PlanFigures> after(long id, int limit) {
        return plans.after(id, limit).concatMap(this::figures);
    }

    /** The versions of a plan's parameters, oldest first. */
    public Flux<PlanVersion> versionsOf(long planId) {
        return versions.of(planId);
    }

    public Mono<PlanKind> kindOf(long id) {
        return plans.find(id).map(Plan::kind);
    }

    /** Those of the ids that are plans. */
    public Mono<Set<Long>> existing(Collection<Long> ids) {
        return ids.isEmpty() ? Mono.just(Set.of()) : plans.existing(ids).collect(HashSet::new, Set::add);
    }

    /** The version of every plan's latest change, to tell whether a copy elsewhere is behind. */
    public Mono<Map<Long, Long>> currentVersions() {
        return database.sql("SELECT id, version FROM plan")
                .map(row -> Map.entry(row.get("id", Long.class), row.get("version", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Refuses parameters that a plan of this kind cannot have, or is not permitted here. */
    public String checked(PlanKind kind, JsonNode parameters) {
        refuseHidden(parameters);
        Rulebook rulebook = rulebooks.newest(kind);
        String checked = rulebook.checked(parameters);
        rulebook.permit(parameters);
        return checked;
    }

    /** Names of levels are shown to members. */
    private static void refuseHidden(JsonNode parameters) {
        if (parameters.isString() && !Required.isPrintable(parameters.stringValue())) {
            throw Refusal.invalid("parameters", Reason.CONTROL_CHARACTERS);
        }
        parameters.valueStream().forEach(PlanCatalogue::refuseHidden);
    }

    private Mono<Plan> addFirstVersion(Plan plan, Rulebook rulebook, String parameters) {
        return versions.add(plan.id(), rulebook.revision(), parameters, plan.openDay())
                .then(versions.on(plan.id(), plan.openDay()))
                .flatMap(version -> history.keep(plan, version, 0))
                .thenReturn(plan);
    }

    private Mono<PlanFigures> figures(Plan plan) {
        return versions.on(plan.id(), plan.openDay()).map(version -> PlanFigures.of(plan, version, rulebooks));
    }
}

package io.wellspring.plan;

import io.wellspring.plan.SettledDay.Stage;
import io.wellspring.plan.loop.LoopParameters;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of the days of plans, as the other rooms see it. */
@Component
public class Settlements {

    private static final Set<Stage> BEFORE_POSTING = Set.of(Stage.COMPUTING, Stage.PROVING);

    private final SettledDays settled;
    private final Plans plans;
    private final PlanVersions versions;
    private final LoopJson json;
    private final TransactionalOperator tx;

    Settlements(SettledDays settled, Plans plans, PlanVersions versions, LoopJson json, TransactionalOperator tx) {
        this.settled = settled;
        this.plans = plans;
        this.versions = versions;
        this.json = json;
        this.tx = tx;
    }

    /** The days before one, newest first, the one that is being settled among them. */
    public Flux<SettlementView> before(long planId, LocalDate day, int limit) {
        return settled.before(planId, day, limit)
                .collectList()
                .zipWith(versions.of(planId).collectMap(PlanVersion::number, json::parameters))
                .flatMapIterable(found -> views(found.getT1(), found.getT2()));
    }

    private Plan notBegun(Plan plan) {
        return plan.with(json.write(json.state(plan).closed()));
    }

    private static List<SettlementView> views(List<SettledDay> days, Map<Integer, LoopParameters> parameters) {
        return days.stream()
                .map(day -> SettlementView.of(day, Objects.requireNonNull(parameters.get(day.versionNumber()))))
                .toList();
    }

    /**
     * Has a day begun anew of which nothing is posted yet, because its sums did not agree: who takes part is counted again
     * too.
     *
     * @throws Refusal NO_SUCH_RESOURCE, SETTLEMENT_NOT_WAITING where its sums are not in question, BUSY while a writer has
     *     the plan
     */
    public Mono<Void> computeAnew(long planId, LocalDate day) {
        return settled.find(planId, day)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> plans.lock(planId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.BUSY)))
                .flatMap(plan -> settled.find(planId, day)
                        .filter(found -> BEFORE_POSTING.contains(found.stage()))
                        .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_WAITING)))
                        .then(Mono.defer(() -> settled.forget(planId, day)))
                        .then(Mono.defer(() -> plans.update(notBegun(plan)))))
                .as(tx::transactional);
    }
}

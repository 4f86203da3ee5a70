package io.wellspring.plan.settlement;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.plan.register.Plans;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of the days of plans, as the other rooms see it. */
@Component
public class Settlements {

    private static final Set<Stage> BEFORE_POSTING = Set.of(Stage.COMPUTING, Stage.PROVING);

    private final Plans plans;
    private final Map<PlanKind, DaySettlement<?>> byKind;
    private final SettledDays days;
    private final DaySteps steps;
    private final TransactionalOperator tx;

    Settlements(Plans plans, List<DaySettlement<?>> kinds, SettledDays days, DaySteps steps, TransactionalOperator tx) {
        this.plans = plans;
        this.byKind = kinds.stream().collect(Collectors.toMap(DaySettlement::kind, kind -> kind));
        this.days = days;
        this.steps = steps;
        this.tx = tx;
    }

    /** The days before one, newest first, the one that is being settled among them; empty also without such a plan. */
    public Flux<Settlement> before(long planId, LocalDate day, int limit) {
        return plans.find(planId).flatMap(this::kindOf).flatMapMany(kind -> kind.shown(planId, day, limit));
    }

    /**
     * Has a day begun anew of which nothing is posted yet, because its sums did not agree: all that it was worked out from
     * is read again too.
     *
     * @throws Refusal NO_SUCH_RESOURCE, SETTLEMENT_NOT_WAITING where its sums are not in question, BUSY while a writer has
     *     the plan, PLAN_FROZEN
     */
    public Mono<Void> computeAnew(long planId, LocalDate day) {
        return plans.find(planId)
                .flatMap(plan -> days.find(planId, day))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> plans.lock(planId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.BUSY)))
                .filterWhen(Settlements::unfrozen)
                .flatMap(plan -> days.find(planId, day)
                        .filter(found -> BEFORE_POSTING.contains(found.stage()))
                        .switchIfEmpty(Mono.error(() -> Refusal.of(SettlementRefusal.SETTLEMENT_NOT_WAITING)))
                        .then(Mono.defer(() -> kindOf(plan).flatMap(kind -> steps.beginAnew(kind, plan))))
                        .flatMap(reopened -> plans.update(reopened, false)))
                .as(tx::transactional);
    }

    private static Mono<Boolean> unfrozen(Plan plan) {
        return plan.halts().isFrozen()
                ? Mono.error(Refusal.of(PlanRefusal.PLAN_FROZEN).with("planId", String.valueOf(plan.id())))
                : Mono.just(true);
    }

    private Mono<DaySettlement<?>> kindOf(Plan plan) {
        return Mono.justOrEmpty(byKind.get(plan.kind()));
    }
}

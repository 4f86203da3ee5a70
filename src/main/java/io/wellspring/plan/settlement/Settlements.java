package io.wellspring.plan.settlement;

import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.loop.LoopDay.Stage;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.Plans;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.LocalDate;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of the days of plans, as the other rooms see it. */
@Component
public class Settlements {

    private static final Set<Stage> BEFORE_POSTING = Set.of(Stage.COMPUTING, Stage.PROVING);

    private final Plans plans;
    private final Rulebooks rulebooks;
    private final TransactionalOperator tx;

    Settlements(Plans plans, Rulebooks rulebooks, TransactionalOperator tx) {
        this.plans = plans;
        this.rulebooks = rulebooks;
        this.tx = tx;
    }

    /** The days before one, newest first, the one that is being settled among them; empty also without such a plan. */
    public Flux<SettlementView> before(long planId, LocalDate day, int limit) {
        return plans.find(planId)
                .flatMapMany(plan -> rulebooks.newest(plan.kind()).settled(planId, day, limit));
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
                .flatMap(plan -> stage(plan, day))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> plans.lock(planId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.BUSY)))
                .filterWhen(Settlements::unfrozen)
                .flatMap(plan -> stage(plan, day)
                        .filter(BEFORE_POSTING::contains)
                        .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_WAITING)))
                        .then(Mono.defer(() -> rulebooks.newest(plan.kind()).forget(plan)))
                        .flatMap(plans::update))
                .as(tx::transactional);
    }

    private static Mono<Boolean> unfrozen(Plan plan) {
        return plan.halts().isFrozen()
                ? Mono.error(Refusal.of(RefusalCode.PLAN_FROZEN).with("planId", String.valueOf(plan.id())))
                : Mono.just(true);
    }

    private Mono<Stage> stage(Plan plan, LocalDate day) {
        return rulebooks.newest(plan.kind()).stageOf(plan.id(), day);
    }
}

package io.wellspring.plan;

import io.wellspring.plan.SettledDay.Stage;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of the days of plans, as the other rooms see it. */
@Component
public class Settlements {

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
                .flatMapIterable(days -> days)
                .concatMap(of -> versions.numbered(planId, of.versionNumber())
                        .map(version -> SettlementView.of(of, json.parameters(version))));
    }

    /**
     * Has a day computed anew that waits because its sums did not agree. Nothing of it is posted, so nothing is undone.
     *
     * @throws Refusal NO_SUCH_RESOURCE, SETTLEMENT_NOT_WAITING where its sums are not in question, BUSY while a writer has
     *     the plan
     */
    public Mono<Void> computeAnew(long planId, LocalDate day) {
        return settled.find(planId, day)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> plans.lock(planId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.BUSY)))
                .then(Mono.defer(() -> settled.find(planId, day)))
                .filter(found -> found.stage() == Stage.PROVING)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.SETTLEMENT_NOT_WAITING)))
                .flatMap(found -> settled.computeAnew(planId, day))
                .as(tx::transactional);
    }
}

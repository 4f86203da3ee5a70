package io.wellspring.plan.halt;

import io.wellspring.plan.catalogue.PlanNews;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.plan.log.Bell;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.TransientFailures;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Stops plans and lets them go on. It is no command: nothing of it stands in the log, so a replay knows nothing of it.
 * The plan's row is taken first, as a writer takes it: the transaction that has it ends, and the next one sees it.
 */
@Component
public class PlanHalts {

    /** A step of a long settlement may have the row for longer than a statement waits for it. */
    private static final Retry UNTIL_THE_ROW_IS_OURS = Retry.max(2).filter(TransientFailures::is);

    private static final Duration GIVE_UP = Duration.ofSeconds(40);

    private final Plans plans;
    private final HaltRecords records;
    private final PlanVersions versions;
    private final PlanNews news;
    private final Bell bell;
    private final TransactionalOperator tx;

    PlanHalts(
            Plans plans,
            HaltRecords records,
            PlanVersions versions,
            PlanNews news,
            Bell bell,
            TransactionalOperator tx) {
        this.plans = plans;
        this.records = records;
        this.versions = versions;
        this.news = news;
        this.bell = bell;
        this.tx = tx;
    }

    /** The halts of a kind that a plan has had, newest first. */
    public Flux<HaltRecord> of(long planId, HaltKind kind) {
        return records.of(planId, kind);
    }

    /**
     * Stops a plan, or its new orders. One that is stopped already stays as it is.
     *
     * @return the one that stands now, with its own reason
     * @throws Refusal NO_SUCH_RESOURCE where there is no such plan
     */
    public Mono<HaltRecord> begin(long planId, HaltKind kind, long operatorId, String reason) {
        return changed(
                planId,
                records.standing(planId, kind)
                        .switchIfEmpty(Mono.defer(() -> records.begin(planId, kind, operatorId, reason))
                                .flatMap(begun -> plans.showHalts(planId).thenReturn(begun))));
    }

    /**
     * Lets a plan go on.
     *
     * @throws Refusal NO_SUCH_RESOURCE where there is no such plan, or nothing of this kind stands
     */
    public Mono<HaltRecord> end(long planId, HaltKind kind, long operatorId, String reason) {
        return changed(
                        planId,
                        records.end(planId, kind, operatorId, reason)
                                .flatMap(ended -> plans.showHalts(planId).thenReturn(ended)))
                .doOnNext(ended -> bell.ring(planId));
    }

    private Mono<HaltRecord> changed(long planId, Mono<HaltRecord> change) {
        return plans.await(planId)
                .flatMap(ours -> change)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .as(tx::transactional)
                .retryWhen(UNTIL_THE_ROW_IS_OURS)
                .timeout(GIVE_UP)
                .flatMap(done -> tell(planId).thenReturn(done));
    }

    private Mono<Void> tell(long planId) {
        return plans.find(planId)
                .flatMap(plan -> versions.on(planId, plan.openDay())
                        .doOnNext(version -> news.tell(plan, version, TouchedMembers.NOBODY)))
                .then();
    }
}

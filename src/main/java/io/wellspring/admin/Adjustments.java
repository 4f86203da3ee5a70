package io.wellspring.admin;

import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.Members;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.AdjustmentLog;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.LoggedAdjustment;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.Submissions;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanRefusal;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Hands what operators add and deduct to the plan's log; whether so much is there is decided in it. */
@Component
class Adjustments {

    private final PlanCatalogue plans;
    private final Members members;
    private final Submissions submissions;
    private final AdjustmentLog log;
    private final AdjustmentLimits limits;
    private final JsonMapper json;

    Adjustments(
            PlanCatalogue plans,
            Members members,
            Submissions submissions,
            AdjustmentLog log,
            AdjustmentLimits limits,
            JsonMapper json) {
        this.plans = plans;
        this.members = members;
        this.submissions = submissions;
        this.log = log;
        this.limits = limits;
        this.json = json;
    }

    /** @param key under which a repeat finds the first answer again */
    Mono<LoggedAdjustment> adjust(
            SignedIn operator, String key, long memberId, long planId, AdjustmentBody adjustment) {
        return members.existing(Set.of(memberId))
                .filter(found -> !found.isEmpty())
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> plans.kindOf(planId)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(PlanRefusal.PLAN_UNKNOWN)))
                .filter(kind -> kind == PlanKind.RELEASE)
                .switchIfEmpty(Mono.error(() -> Refusal.of(AdjustmentRefusal.PLAN_HAS_NO_POINTS)))
                .then(Mono.defer(() -> submit(source(operator), key, memberId, planId, adjustment)))
                .map(command -> new LoggedAdjustment(command, memberId, source(operator)));
    }

    Mono<LoggedAdjustment> find(long memberId, long id) {
        return log.find(memberId, id);
    }

    private Mono<LoggedCommand> submit(
            String source, String key, long memberId, long planId, AdjustmentBody adjustment) {
        return submissions
                .submit(
                        new NewCommand(
                                planId,
                                source,
                                key,
                                CommandKind.ADJUSTMENT,
                                memberId,
                                json.writeValueAsString(adjustment),
                                adjustment.fingerprint(planId, memberId)),
                        plans.requireUnfrozen(planId).then(limits.admit(source, adjustment.amount())))
                .retryWhen(AdjustmentLimits.TURNS);
    }

    private static String source(SignedIn operator) {
        return "operator:" + operator.id();
    }
}

package io.wellspring.wallet;

import io.wellspring.api.Id;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.equity.QuotedRedemption;
import io.wellspring.plan.equity.RedemptionQuotes;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.plan.log.RedemptionBody;
import io.wellspring.plan.log.Submissions;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Hands a member's redemptions to the plan's log; what they are worth is decided there, at the price of the moment. */
@Component
class Redemptions {

    private final Submissions submissions;
    private final PlanCatalogue plans;
    private final PlanLog log;
    private final RedemptionQuotes quotes;
    private final JsonMapper json;

    Redemptions(Submissions submissions, PlanCatalogue plans, PlanLog log, RedemptionQuotes quotes, JsonMapper json) {
        this.submissions = submissions;
        this.plans = plans;
        this.log = log;
        this.quotes = quotes;
        this.json = json;
    }

    /** @param key under which a repeat finds the first answer again */
    Mono<LoggedCommand> redeem(long memberId, String key, String planId, String units) {
        long plan = Id.parse("planId", planId);
        long amount = Amount.positive("units", units, AssetCode.EQUITY);
        return quotes.admission(memberId, plan, amount)
                .flatMap(admission -> submissions.submit(
                        command(memberId, key, plan, amount),
                        plans.requireUnfrozen(plan).then(admission)));
    }

    /** What a redemption would bring now; refused for the reasons for which it would be. */
    Mono<QuotedRedemption> quote(long memberId, String planId, String units) {
        long plan = Id.parse("planId", planId);
        long amount = Amount.positive("units", units, AssetCode.EQUITY);
        return plans.requireUnfrozen(plan).then(Mono.defer(() -> quotes.of(memberId, plan, amount)));
    }

    /** The newest ones first, also those that are not decided and those that were refused. */
    Flux<LoggedCommand> of(long memberId, @Nullable Long planId, long before, int limit) {
        return log.redemptionsOf(memberId, planId, before, limit);
    }

    Mono<LoggedCommand> find(long memberId, long id) {
        return log.find(id, CommandKind.REDEMPTION, memberId);
    }

    private NewCommand command(long memberId, String key, long plan, long units) {
        RedemptionBody body = new RedemptionBody(units);
        return new NewCommand(
                plan,
                "member:" + memberId,
                key,
                CommandKind.REDEMPTION,
                memberId,
                json.writeValueAsString(body),
                body.fingerprint(plan));
    }
}

package io.wellspring.plan.equity;

import io.wellspring.plan.equity.rules.EquityHolders;
import io.wellspring.plan.equity.rules.EquityLaw;
import io.wellspring.plan.equity.rules.EquityMoves;
import io.wellspring.plan.equity.rules.EquityOutcome;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.plan.equity.rules.EquityOutcome.Refused;
import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.equity.rules.EquityRules;
import io.wellspring.plan.equity.rules.EquityState;
import io.wellspring.plan.equity.rules.Revision;
import io.wellspring.plan.kind.ReferrerFacts;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.log.RedemptionBody;
import io.wellspring.plan.log.RedemptionOutcome;
import io.wellspring.plan.register.Plan;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A batch of an EQUITY plan, running. */
final class EquityRun implements Run {

    private final Plan plan;
    private final EquityHolders seen;
    private final Map<Long, Long> referrers;
    private final EquityHoldings holders;
    private final JsonMapper json;
    private final EquityMoves moves = new EquityMoves();
    private final EquityRules rules;

    EquityRun(
            Plan plan,
            Revision revision,
            EquityParameters parameters,
            EquityState state,
            EquityHolders seen,
            Map<Long, Long> referrers,
            EquityHoldings holders,
            JsonMapper json) {
        this.plan = plan;
        this.seen = seen;
        this.referrers = referrers;
        this.holders = holders;
        this.json = json;
        this.rules = new EquityRules(revision, parameters, state, seen, moves);
    }

    @Override
    public void resume() {
        rules.unwind();
    }

    @Override
    public Decision decide(Command command, long position) {
        long member = Objects.requireNonNull(command.memberId());
        return switch (command.kind()) {
            case ORDER -> order(command, position, member);
            case REDEMPTION -> redemption(command, position, member);
            default -> throw new IllegalArgumentException("not a command for EQUITY rules: " + command.kind());
        };
    }

    @Override
    public boolean isUnfinished() {
        return rules.isUnwinding();
    }

    @Override
    public String state() {
        return json.writeValueAsString(rules.state());
    }

    @Override
    public List<Move> moves() {
        return moves.all();
    }

    @Override
    public List<String> brokenLaws() {
        return rules.brokenLaws().stream().map(EquityLaw::name).toList();
    }

    @Override
    public Mono<Void> save() {
        return holders.save(plan.id(), seen.changed());
    }

    @Override
    public @Nullable Long balance(long memberId, AssetCode asset) {
        return switch (asset) {
            case EQUITY -> seen.of(memberId).units();
            case QUOTA -> seen.of(memberId).quota();
            default -> null;
        };
    }

    private Decision order(Command command, long position, long buyer) {
        OrderBody order = json.readValue(command.body(), OrderBody.class);
        Long referrer = referrers.get(command.id());
        return decision(rules.order(position, buyer, referrer, order.cash()), ReferrerFacts.of(referrer))
                .selling(order.cash());
    }

    private Decision redemption(Command command, long position, long member) {
        RedemptionBody redemption = json.readValue(command.body(), RedemptionBody.class);
        return decision(rules.redeem(position, member, redemption.units()), null);
    }

    private static Decision decision(EquityOutcome outcome, @Nullable ReferrerFacts facts) {
        if (outcome instanceof Refused refused) {
            return Decision.refused(refused.code(), facts);
        }
        return Decision.applied(outcome instanceof Redeemed redeemed ? brought(redeemed) : outcome, facts);
    }

    /** As the log keeps it for those who show redemptions. */
    private static RedemptionOutcome brought(Redeemed redeemed) {
        return new RedemptionOutcome(redeemed.units(), redeemed.gross(), redeemed.fee(), redeemed.paid());
    }
}

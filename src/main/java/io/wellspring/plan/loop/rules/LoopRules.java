package io.wellspring.plan.loop.rules;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.value.Rate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sales of a LOOP plan while a batch of orders runs over it: each adds to the day, and grants quota and shares to
 * the buyer and the referrer ({@code src/docs/plans/loop.md}).
 */
public final class LoopRules {

    private final LoopParameters parameters;
    private final LoopMembers members;
    private final LoopMoves moves;
    private final LoopState before;
    private LoopState state;
    private long brought;

    public LoopRules(LoopParameters parameters, LoopState state, LoopMembers members, LoopMoves moves) {
        this.parameters = parameters;
        this.before = state;
        this.state = state;
        this.members = members;
        this.moves = moves;
    }

    public LoopState state() {
        return state;
    }

    /** The laws that all that was done so far would break; none, where the rules are right. */
    public List<LoopLaw> brokenLaws() {
        return LoopLaw.brokenBy(
                new LoopBatch(before, state, brought, members.gained(), moves.given(), members.lowestBalance()));
    }

    /** @param cash the order's cash part in fen, not negative */
    public LoopOutcome order(long position, long buyer, @Nullable Long referrer, long cash) {
        if (cash < 0) {
            throw new IllegalArgumentException("an order's cash is not negative");
        }
        if (cash > LoopState.LARGEST_VOLUME - state.volume()) {
            return new LoopOutcome.Refused(GeneralRefusal.PLAN_FULL);
        }
        LoopGrant bought = grant(cash, parameters.quotaMultiple(), Rate.ONE);
        LoopGrant recommended = referrer == null
                ? LoopGrant.NONE
                : grant(cash, parameters.referralQuotaRate(), parameters.referralShareRate());
        if (!fits(bought.shares(), recommended.shares())) {
            return new LoopOutcome.Refused(GeneralRefusal.PLAN_FULL);
        }
        state = state.with(cash, bought.shares() + recommended.shares());
        brought = Math.addExact(brought, cash);
        give(position, buyer, bought, LoopLineKind.ORDER_GRANT);
        if (referrer != null) {
            give(position, referrer, recommended, LoopLineKind.REFERRAL_GRANT);
        }
        return new LoopOutcome.Ordered(bought, recommended);
    }

    private boolean fits(long bought, long recommended) {
        long left = LoopState.MOST_SHARES - state.shares();
        return bought <= left && recommended <= left - bought;
    }

    private LoopGrant grant(long cash, Rate quota, Rate shares) {
        return new LoopGrant(quota.floorOf(cash), parameters.sharesFor(cash, shares));
    }

    /** A member who is given nothing does not become a member of the plan. */
    private void give(long position, long memberId, LoopGrant grant, LoopLineKind kind) {
        if (grant.equals(LoopGrant.NONE)) {
            return;
        }
        members.grant(memberId, grant);
        moves.granted(position, memberId, grant, kind);
    }
}

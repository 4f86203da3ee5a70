package io.wellspring.plan.release.rules;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.AssetCode;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A RELEASE plan while a batch runs over it: orders grant lots to the buyer and volume to everybody above; operators add
 * and deduct ({@code src/docs/plans/release.md}).
 */
public final class ReleaseRules {

    private final ReleaseParameters parameters;
    private final Upline upline;
    private final Lots lots;
    private final ReleaseMoves moves;
    private final Map<Long, Volume> brought = new HashMap<>();
    private final ReleaseState before;
    private ReleaseState state;

    public ReleaseRules(
            ReleaseParameters parameters, ReleaseState state, Upline upline, Lots lots, ReleaseMoves moves) {
        this.parameters = parameters;
        this.before = state;
        this.state = state;
        this.upline = upline;
        this.lots = lots;
        this.moves = moves;
    }

    public ReleaseState state() {
        return state;
    }

    /** The laws that all that was done so far would break; none, where the rules are right. */
    public List<ReleaseLaw> brokenLaws() {
        Volume volume = brought.values().stream().reduce(Volume.NONE, Volume::plus);
        List<Lot> changed = lots.changed().values().stream()
                .flatMap(ofMember -> ofMember.values().stream())
                .toList();
        return ReleaseLaw.brokenBy(new ReleaseBatch(before, state, volume, lots.gained(), moves.given(), changed));
    }

    /** Brings a buyer into the plan; tells who is above, up to the first who was there. */
    public List<Long> join(long buyer) {
        return upline.join(buyer);
    }

    /**
     * @param cash the order's cash part in fen, not negative
     * @param points that were paid, in 1/100 point
     */
    public ReleaseOutcome order(long position, long buyer, long cash, long points) {
        if (cash < 0 || points < 0) {
            throw new IllegalArgumentException("an order is not paid with less than nothing");
        }
        if (!state.fits(cash, points)) {
            return new ReleaseOutcome.Refused(GeneralRefusal.PLAN_FULL);
        }
        state = state.with(cash, points);
        brought.merge(buyer, new Volume(cash, points), Volume::plus);
        Lot lot = parameters.lot(position, cash);
        if (lot == null || lot.granted() == 0) {
            return ReleaseOutcome.Ordered.NOTHING;
        }
        lots.add(buyer, lot);
        moves.give(position, buyer, AssetCode.RELEASING, lot.granted(), ReleaseLineKind.ORDER_GRANT);
        return new ReleaseOutcome.Ordered(lot.granted(), lot.daily());
    }

    /**
     * What an operator adds becomes a lot of its own; what is deducted is drawn from the oldest.
     *
     * @param amount 1/100 releasing point, not zero
     */
    public ReleaseOutcome adjustReleasing(long position, long memberId, long amount) {
        RefusalCode refusal = refusal(amount, lots.remaining(memberId));
        if (refusal != null) {
            return new ReleaseOutcome.Refused(refusal);
        }
        state = state.with(amount);
        if (amount > 0) {
            lots.add(memberId, parameters.gift(position, amount));
        } else {
            lots.deduct(memberId, -amount);
        }
        moves.give(position, memberId, AssetCode.RELEASING, amount, ReleaseLineKind.ADJUSTMENT);
        return new ReleaseOutcome.Adjusted(amount);
    }

    /**
     * Points are shared by all plans, so what the member has comes from outside.
     *
     * @param amount 1/100 point, not zero
     */
    public ReleaseOutcome adjustPoints(long position, long memberId, long amount, long held) {
        RefusalCode refusal = refusal(amount, held);
        if (refusal != null) {
            return new ReleaseOutcome.Refused(refusal);
        }
        state = state.with(amount);
        moves.give(position, memberId, AssetCode.POINT, amount, ReleaseLineKind.ADJUSTMENT);
        return new ReleaseOutcome.Adjusted(amount);
    }

    private @Nullable RefusalCode refusal(long amount, long held) {
        if (-amount > held) {
            return ReleaseRefusal.INSUFFICIENT_POINTS;
        }
        return state.fits(amount) ? null : GeneralRefusal.PLAN_FULL;
    }

    /** By how much the volume below each member has grown, by reach and member. */
    public Map<Reach, Map<Long, Volume>> growth() {
        Map<Reach, Map<Long, Volume>> growth = new EnumMap<>(Reach.class);
        Map<Long, Volume> first = handedUp(brought);
        growth.put(Reach.FIRST, first);
        growth.put(Reach.SECOND, handedUp(first));
        growth.put(Reach.NETWORK, new TreeMap<>(upline.below(brought)));
        return growth;
    }

    private Map<Long, Volume> handedUp(Map<Long, Volume> volumes) {
        Map<Long, Volume> above = new TreeMap<>();
        volumes.forEach((member, volume) -> {
            long referrer = upline.referrerOf(member);
            if (referrer != Upline.NOBODY) {
                above.merge(referrer, volume, Volume::plus);
            }
        });
        return above;
    }
}

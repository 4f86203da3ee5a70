package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.EquityAccount.*;
import static io.wellspring.plan.equity.rules.EquityState.Reason;
import static io.wellspring.value.AssetCode.*;

import io.wellspring.plan.equity.rules.EquityOutcome.Grant;
import io.wellspring.plan.equity.rules.EquityOutcome.Ordered;
import io.wellspring.plan.equity.rules.EquityOutcome.Redeemed;
import io.wellspring.plan.equity.rules.EquityOutcome.Refused;
import io.wellspring.plan.equity.rules.EquityState.Unwinding;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The pool of an EQUITY plan while a batch of commands runs over it, one after the other. Each rule of
 * {@code src/docs/plans/equity.md} is one method here. Same state, same commands: same moves.
 */
public final class EquityRules {

    private final Revision revision;
    private final EquityParameters parameters;
    private final EquityHolders holders;
    private final EquityMoves moves;
    private final EquityState before;

    private long assets;
    private long supply;
    private long issued;
    private long volume;
    private @Nullable Price lastPrice;
    private @Nullable Unwinding unwinding;

    /** By the newest rules. */
    public EquityRules(EquityParameters parameters, EquityState state, EquityHolders holders, EquityMoves moves) {
        this(Revision.NEWEST, parameters, state, holders, moves);
    }

    /** @param revision of the rules that the parameters were written for */
    public EquityRules(
            Revision revision,
            EquityParameters parameters,
            EquityState state,
            EquityHolders holders,
            EquityMoves moves) {
        this.revision = revision;
        this.parameters = parameters;
        this.holders = holders;
        this.moves = moves;
        this.before = state;
        this.assets = state.assets();
        this.supply = state.supply();
        this.issued = state.issued();
        this.volume = state.volume();
        this.lastPrice = state.lastPrice();
        this.unwinding = state.unwinding();
    }

    public EquityState state() {
        return new EquityState(assets, supply, issued, volume, lastPrice, unwinding);
    }

    /** The laws that all that was done so far would break; none, where the rules are right. */
    public List<EquityLaw> brokenLaws() {
        return EquityLaw.brokenBy(
                new EquityBatch(parameters, before, state(), holders.unitsGained(), holders.lowestBalance()));
    }

    /** Whether redemptions are to go on before the next command; then only {@link #unwind} may be called. */
    public boolean isUnwinding() {
        return unwinding != null;
    }

    /**
     * An order: a part of its cash enters the pool, buyer and referrer receive units at the price before it, and quota.
     *
     * @param cash the order's cash part in fen, not negative
     */
    public EquityOutcome order(long position, long buyer, @Nullable Long referrer, long cash) {
        require(cash >= 0, "an order's cash is not negative");
        if (cash > EquityState.LARGEST_VOLUME - volume) {
            return new Refused(GeneralRefusal.PLAN_FULL);
        }
        volume += cash;
        long contribution = parameters.contributionRate().floorOf(cash);
        Price before = price();
        long units = issue(before, parameters.grantRate().floorOf(contribution));
        long referred = referrer == null
                ? 0
                : issue(before, parameters.referralGrantRate().floorOf(contribution));
        Grant bought = new Grant(units, parameters.quotaMultiple().floorOf(cash));
        Grant recommended = referrer == null
                ? new Grant(0, 0)
                : new Grant(referred, parameters.referralQuotaMultiple().floorOf(cash));

        contribute(contribution);
        grant(position, buyer, bought, EquityLineKind.ORDER_GRANT);
        if (referrer != null) {
            grant(position, referrer, recommended, EquityLineKind.REFERRAL_GRANT);
        }
        exitAllWhoMust(position);
        return new Ordered(contribution, bought, recommended);
    }

    /**
     * A member sells units back: the value less a fee in cash, and the units are burned.
     *
     * @param units in 1/1,000,000, above zero
     */
    public EquityOutcome redeem(long position, long memberId, long units) {
        require(units > 0, "a redemption is of some units");
        RefusalCode objection = objection(memberId, units);
        if (objection != null) {
            return new Refused(objection);
        }
        Redeemed redeemed = burn(position, holders.of(memberId), units, EquityLineKind.REDEMPTION);
        closeIfTooFewRemain(position);
        exitAllWhoMust(position);
        return redeemed;
    }

    /** Why a redemption would be refused now; null where it would not be. */
    public @Nullable RefusalCode objection(long memberId, long units) {
        if (units > holders.of(memberId).units()) {
            return EquityRefusal.INSUFFICIENT_UNITS;
        }
        return revision.refusesWhatPaysNothing() && bring(memberId, units).paid() == 0
                ? EquityRefusal.REDEMPTION_PAYS_NOTHING
                : null;
    }

    /** What units that a member holds would bring now; nothing changes. */
    public Brought bring(long memberId, long units) {
        return bring(holders.of(memberId), units);
    }

    /** Goes on with redemptions that did not fit into an earlier transaction. */
    public void unwind() {
        if (unwinding == null) {
            return;
        }
        Unwinding left = unwinding;
        unwinding = null;
        if (left.reason() == Reason.CLOSING) {
            closeThoseSeen(left.position());
        }
        exitAllWhoMust(left.position());
    }

    private Price price() {
        return state().price(parameters);
    }

    private long issue(Price before, long fen) {
        long units = before.unitsFor(fen, Math.max(0, parameters.supplyCapUnits() - issued));
        issued += units;
        supply += units;
        return units;
    }

    private void contribute(long contribution) {
        boolean nobodyCanEverHold = supply == 0 && issued >= parameters.supplyCapUnits();
        if (nobodyCanEverHold) {
            moves.between(SALES, PLATFORM, CNY, contribution, EquityLineKind.CONTRIBUTION);
        } else {
            assets += contribution;
            moves.between(SALES, POOL, CNY, contribution, EquityLineKind.CONTRIBUTION);
        }
    }

    private void grant(long position, long memberId, Grant grant, EquityLineKind kind) {
        holders.change(holders.of(memberId).granted(grant.units(), grant.quota()));
        moves.toMember(position, memberId, ISSUED, EQUITY, grant.units(), kind);
        moves.toMember(position, memberId, ISSUED, QUOTA, grant.quota(), kind);
    }

    private void exitAllWhoMust(long position) {
        while (parameters.forcedExit() && supply > 0 && unwinding == null) {
            Price price = price();
            EquityHolder next = holders.nextToExit(price);
            if (next == null) {
                unwinding = holders.mayHideAnExit(price) ? new Unwinding(Reason.FORCED_EXIT, position) : null;
                return;
            }
            burn(position, next, next.units(), EquityLineKind.FORCED_EXIT);
            closeIfTooFewRemain(position);
        }
    }

    private void closeIfTooFewRemain(long position) {
        if (supply == 0 || supply >= parameters.minSupplyUnits()) {
            return;
        }
        if (holders.areAllSeen()) {
            closeThoseSeen(position);
        } else {
            unwinding = new Unwinding(Reason.CLOSING, position);
        }
    }

    private void closeThoseSeen(long position) {
        for (EquityHolder holder : holders.byId()) {
            burn(position, holder, holder.units(), EquityLineKind.CLOSING);
        }
        unwinding = supply > 0 ? new Unwinding(Reason.CLOSING, position) : null;
    }

    private Redeemed burn(long position, EquityHolder holder, long units, EquityLineKind kind) {
        Price before = price();
        Brought brought = bring(holder, units);

        assets -= brought.paid();
        supply -= units;
        holders.change(holder.redeemed(units, brought.quotaUsed()));
        moves.toMember(position, holder.memberId(), ISSUED, EQUITY, -units, kind);
        moves.toMember(position, holder.memberId(), ISSUED, QUOTA, -brought.quotaUsed(), kind);
        moves.toMember(position, holder.memberId(), POOL, CNY, brought.paid(), kind);
        leaveResidueToPlatform(before);
        return new Redeemed(units, brought.gross(), brought.fee(), brought.paid());
    }

    private Brought bring(EquityHolder holder, long units) {
        long value = price().valueOf(units);
        long gross = parameters.forcedExit() ? Math.min(value, holder.quota()) : value;
        long fee = parameters.redemptionFeeRate().ceilOf(gross);
        return new Brought(value, gross, fee, Math.min(holder.quota(), gross));
    }

    private void leaveResidueToPlatform(Price before) {
        if (supply > 0) {
            return;
        }
        lastPrice = before;
        moves.between(POOL, PLATFORM, CNY, assets, EquityLineKind.RESIDUE);
        assets = 0;
    }

    /** Amounts are checked before a command is appended; one that slipped through must not mint anything. */
    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}

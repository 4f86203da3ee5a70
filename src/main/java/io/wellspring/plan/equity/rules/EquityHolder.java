package io.wellspring.plan.equity.rules;

import io.wellspring.value.Fraction;
import java.util.Comparator;

/**
 * What one member holds in the plan.
 *
 * @param units in 1/1,000,000, not negative
 * @param quota fen that the member may still receive, not negative
 */
public record EquityHolder(long memberId, long units, long quota) {

    /** The order of forced exit: lowest quota / units first, then lowest id. Only for holders with units. */
    static final Comparator<EquityHolder> EXIT_ORDER =
            ((Comparator<EquityHolder>) EquityHolder::compareExitPrice).thenComparingLong(EquityHolder::memberId);

    static EquityHolder none(long memberId) {
        return new EquityHolder(memberId, 0, 0);
    }

    EquityHolder granted(long moreUnits, long moreQuota) {
        return new EquityHolder(memberId, Math.addExact(units, moreUnits), Math.addExact(quota, moreQuota));
    }

    EquityHolder redeemed(long lessUnits, long lessQuota) {
        return new EquityHolder(memberId, units - lessUnits, quota - lessQuota);
    }

    private static int compareExitPrice(EquityHolder one, EquityHolder other) {
        return Fraction.compare(one.quota, one.units, other.quota, other.units);
    }
}

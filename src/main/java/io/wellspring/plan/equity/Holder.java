package io.wellspring.plan.equity;

import io.wellspring.value.Fraction;
import java.util.Comparator;

/**
 * What one member holds in the plan.
 *
 * @param units in 1/1,000,000, not negative
 * @param quota fen that the member may still receive, not negative
 */
public record Holder(long memberId, long units, long quota) {

    /** The order of forced exit: lowest quota / units first, then lowest id. Only for holders with units. */
    static final Comparator<Holder> EXIT_ORDER =
            ((Comparator<Holder>) Holder::compareExitPrice).thenComparingLong(Holder::memberId);

    static Holder none(long memberId) {
        return new Holder(memberId, 0, 0);
    }

    Holder granted(long moreUnits, long moreQuota) {
        return new Holder(memberId, Math.addExact(units, moreUnits), Math.addExact(quota, moreQuota));
    }

    Holder redeemed(long lessUnits, long lessQuota) {
        return new Holder(memberId, units - lessUnits, quota - lessQuota);
    }

    private static int compareExitPrice(Holder one, Holder other) {
        return Fraction.compare(one.quota, one.units, other.quota, other.units);
    }
}

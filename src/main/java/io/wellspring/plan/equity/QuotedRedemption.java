package io.wellspring.plan.equity;

import io.wellspring.plan.equity.rules.Brought;

/**
 * What a redemption would bring if it were decided at once. Amounts in fen.
 *
 * @param changes of the plan, as counted when this was worked out
 * @param parametersVersion of the parameters that it was worked out by
 * @param price of a unit, as it is displayed
 * @param units in 1/1,000,000
 * @param gross what the units are worth, no more than the quota where forced exit is on
 * @param fee what of it stays in the pool
 * @param quotaUsed by which the member's quota falls
 * @param quotaCut what the quota cuts off the value of the units
 */
public record QuotedRedemption(
        long planId,
        String planName,
        long changes,
        int parametersVersion,
        String price,
        long units,
        long gross,
        long fee,
        long quotaUsed,
        long quotaCut) {

    static QuotedRedemption of(
            long planId, String name, long changes, int version, String price, long units, Brought brought) {
        return new QuotedRedemption(
                planId,
                name,
                changes,
                version,
                price,
                units,
                brought.gross(),
                brought.fee(),
                brought.quotaUsed(),
                brought.quotaCut());
    }

    /** What the member would receive. */
    public long paid() {
        return gross - fee;
    }
}

package io.wellspring.plan.equity.rules;

/**
 * What redeemed units bring, in fen.
 *
 * @param value of the units at the price of the moment, rounded down
 * @param gross the value, no more than the quota where forced exit is on
 * @param fee of the gross, rounded up; it stays in the pool
 * @param quotaUsed by which the member's quota falls
 */
public record Brought(long value, long gross, long fee, long quotaUsed) {

    /** What the member receives. */
    public long paid() {
        return gross - fee;
    }

    /** What the quota cut off the value; it stays in the pool. */
    public long quotaCut() {
        return value - gross;
    }
}

package io.wellspring.plan.equity.rules;

/** What the lines of an EQUITY plan are for. */
enum EquityLineKind {
    /** The part of an order that enters the pool. */
    CONTRIBUTION,
    /** Units and quota for the buyer. */
    ORDER_GRANT,
    /** Units and quota for the buyer's referrer. */
    REFERRAL_GRANT,
    /** Units sold back on the member's wish. */
    REDEMPTION,
    /** Units redeemed because they reached the member's quota. */
    FORCED_EXIT,
    /** Units redeemed because too few were left in circulation. */
    CLOSING,
    /** What belonged to nobody when the last unit was gone. */
    RESIDUE
}

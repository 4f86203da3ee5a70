package io.wellspring.plan.loop.rules;

/** What the lines of a LOOP plan are for. */
enum LoopLineKind {
    /** Quota and shares for the buyer. */
    ORDER_GRANT,
    /** Quota and shares for the buyer's referrer. */
    REFERRAL_GRANT,
    /** The part of a day's sales that enters the pools. */
    CONTRIBUTION,
    /** A member's part of the weighted pool. */
    WEIGHTED_DIVIDEND,
    /** A member's part of the pool of the level. */
    LEVEL_DIVIDEND,
    /** The quota that both dividends use up. */
    DIVIDEND,
    /** What nobody of a level received. */
    RETURN
}

package io.wellspring.plan;

/** What can change a plan. */
public enum CommandKind {
    /** A paid order that feeds the plan. */
    ORDER,
    /** A member sells units back. */
    REDEMPTION,
    /** An operator adds or deducts, with a reason. */
    ADJUSTMENT,
    /** New parameters, from a later day on. */
    PARAMETERS,
    /** A new day has begun; makes quiet plans close the one before. */
    TICK
}

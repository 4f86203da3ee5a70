package io.wellspring.plan.log;

/** What can change a plan. */
public enum CommandKind {
    /** A paid order that feeds the plan. */
    ORDER,
    /** A member sells units back. */
    REDEMPTION,
    /** An operator adds or deducts, with a reason. */
    ADJUSTMENT,
    /** All parameters anew, from a later day on; none is appended any longer, but logs have them. */
    PARAMETERS,
    /** Some parameters changed, from a later day on. */
    PARAMETER_CHANGE,
    /** Scheduled parameters taken back before their day. */
    VERSION_WITHDRAWAL,
    /** A new day has begun; makes quiet plans close the one before. */
    TICK;

    /** Whether it is decided on the versions of the plan's parameters. */
    public boolean isOfVersions() {
        return this == PARAMETERS || this == PARAMETER_CHANGE || this == VERSION_WITHDRAWAL;
    }
}

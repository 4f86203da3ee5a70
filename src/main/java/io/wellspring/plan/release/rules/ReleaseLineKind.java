package io.wellspring.plan.release.rules;

/** What the lines of a RELEASE plan are for. */
enum ReleaseLineKind {
    /** Releasing points for the buyer. */
    ORDER_GRANT,
    /** The releasing points that a day's releases use up. */
    RELEASE,
    /** Points that the lots release by themselves. */
    STATIC_RELEASE,
    /** Points released early by what the generations below release. */
    REFERRAL_RELEASE,
    /** Points released early by a higher star than those below. */
    TEAM_RELEASE,
    /** Points released early beside a star of the same height. */
    PEER_RELEASE,
    /** What an operator added or deducted, with a reason. */
    ADJUSTMENT
}

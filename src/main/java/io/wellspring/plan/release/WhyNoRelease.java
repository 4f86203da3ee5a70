package io.wellspring.plan.release;

/** Why a settled day released nothing to a member ({@code src/docs/plans/release.md}). */
public enum WhyNoRelease {
    /** Nothing was granted yet, or all of it is released. */
    NOTHING_LEFT,
    /** What remains was granted by orders too small to release anything by themselves, and nothing came early. */
    NOTHING_DUE
}

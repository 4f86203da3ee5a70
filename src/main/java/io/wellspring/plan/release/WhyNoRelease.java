package io.wellspring.plan.release;

/** Why a settled day released nothing to a member ({@code src/docs/plans/release.md}). */
public enum WhyNoRelease {
    /** All that was granted is released. */
    NOTHING_LEFT,
    /** The daily part of all that remains is rounded down to zero, and nothing came early. */
    NOTHING_DUE
}

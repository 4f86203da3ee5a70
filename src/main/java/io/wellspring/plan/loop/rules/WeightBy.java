package io.wellspring.plan.loop.rules;

/** By what the weighted pool of a LOOP plan is divided ({@code src/docs/plans/loop.md}). */
public enum WeightBy {
    SHARES,
    /** What a member may still receive, before the day's payment. */
    QUOTA
}

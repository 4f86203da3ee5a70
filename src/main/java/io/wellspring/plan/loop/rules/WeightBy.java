package io.wellspring.plan.loop.rules;

/** By what the weighted pool of a LOOP plan is divided (design, section 5.2). */
public enum WeightBy {
    SHARES,
    /** What a member may still receive, before the day's payment. */
    QUOTA
}

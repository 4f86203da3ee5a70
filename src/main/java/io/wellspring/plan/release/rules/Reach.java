package io.wellspring.plan.release.rules;

/** How far below a member orders are counted. */
public enum Reach {
    /** Those whom the member invited. */
    FIRST,
    /** Those whom these invited. */
    SECOND,
    /** Everybody below. */
    NETWORK
}

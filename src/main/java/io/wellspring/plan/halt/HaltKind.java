package io.wellspring.plan.halt;

/** How much of a plan an operator stops. */
public enum HaltKind {
    /** All of it, at once, until it is lifted: for an incident. */
    FREEZE,
    /** New orders. */
    PAUSE
}

package io.wellspring.plan.register;

/** The reward schemes that a plan can follow. */
public enum PlanKind {
    /** Appreciating units backed by a pool. */
    EQUITY,
    /** Daily dividends from sales. */
    LOOP,
    /** Points released day by day. */
    RELEASE
}

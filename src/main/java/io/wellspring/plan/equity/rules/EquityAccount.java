package io.wellspring.plan.equity.rules;

/** The plan's own accounts. */
public enum EquityAccount {
    /** Where cash from orders comes from: negative, what the malls owe to the plan or have paid. */
    SALES,
    /** Cash set aside for the holders: the plan's assets. */
    POOL,
    /** What became the platform's. */
    PLATFORM,
    /** Counterpart of units in circulation and of quota granted: negative. */
    ISSUED
}

package io.wellspring.plan.loop.rules;

/** The plan's own accounts in the ledger. */
public enum LoopAccount {
    /** Where the cash of orders comes from. */
    SALES,
    /** What all participants share, and what is carried to the next day. */
    WEIGHTED_POOL,
    /** What the participants of levels share. */
    LEVEL_POOL,
    /** The counterpart of quota and shares granted. */
    ISSUED,
    /** What belongs to the platform. */
    PLATFORM
}

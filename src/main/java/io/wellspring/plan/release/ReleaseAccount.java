package io.wellspring.plan.release;

/** The plan's own accounts in the ledger. */
public enum ReleaseAccount {
    /** The counterpart of releasing points granted and of points released. */
    ISSUED
}

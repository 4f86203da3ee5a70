package io.wellspring.plan.release.rules;

/** The plan's own accounts in the ledger. */
public enum ReleaseAccount {
    /** The counterpart of releasing points granted, of points released, and of what operators adjust. */
    ISSUED
}

package io.wellspring.value;

/** What the balance of an account may be; the database refuses any other. */
public enum SignRule {
    /** Zero or above: what the account has is there. */
    NEVER_NEGATIVE,
    /** Zero or below: the counterpart of what others have. */
    NEVER_POSITIVE,
    /** Anything. */
    FREE
}

package io.wellspring.member;

/** What a member may do. */
public enum MemberState {
    ACTIVE,
    /** Shut out by an operator: no sign-in, no session. Orders still count for the member. */
    LOCKED,
    /** Left for good: a pseudonym without a number, which nobody can sign in as. */
    CLOSED
}

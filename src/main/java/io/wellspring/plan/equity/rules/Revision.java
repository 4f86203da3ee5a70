package io.wellspring.plan.equity.rules;

/**
 * The revisions of the rules of EQUITY plans. A version of parameters names the one that it was written for, and every one
 * stays as it is: what was decided by it is decided the same in a replay.
 */
public enum Revision {
    FIRST(1),
    /** Refuses a redemption that would burn units and pay nothing. */
    SECOND(2);

    public static final Revision NEWEST = SECOND;

    private final int number;

    Revision(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    public static Revision numbered(int number) {
        return values()[number - 1];
    }

    boolean refusesWhatPaysNothing() {
        return this != FIRST;
    }
}

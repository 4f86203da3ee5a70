package io.wellspring.plan.release.rules;

import io.wellspring.refusal.RefusalCode;

/** What a command did; recorded beside it in the log. */
public sealed interface ReleaseOutcome {

    /**
     * An order was counted.
     *
     * @param granted 1/100 point to be released; 0 below the lowest tier
     * @param daily 1/100 point of it that are released on a day
     */
    record Ordered(long granted, long daily) implements ReleaseOutcome {

        static final Ordered NOTHING = new Ordered(0, 0);
    }

    /** @param amount 1/100 point that an operator added; negative where deducted */
    record Adjusted(long amount) implements ReleaseOutcome {}

    /** The rules refused the command, and it changed nothing. */
    record Refused(RefusalCode code) implements ReleaseOutcome {}
}

package io.wellspring.plan.loop.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What holds over every batch of a LOOP plan ({@code src/docs/plans/loop.md}), whatever its commands were. Checked before
 * anything of the batch is posted.
 */
public enum LoopLaw {
    NOTHING_BELOW_ZERO(batch -> batch.after().sales() >= 0
            && batch.after().carried() >= 0
            && batch.after().volume() >= 0
            && batch.after().shares() >= 0
            && batch.lowestBalance() >= 0),
    NOTHING_ABOVE_ITS_BOUND(batch ->
            batch.after().volume() <= LoopState.LARGEST_VOLUME && batch.after().shares() <= LoopState.MOST_SHARES),
    /** Two orders of 1,000.00 and 500.00 add 1,500.00 to the day's sales and to all that was ever sold. */
    SALES_ARE_WHAT_ORDERS_BROUGHT(
            batch -> batch.after().sales() - batch.before().sales() == batch.cash()
                    && batch.after().volume() - batch.before().volume() == batch.cash()),
    SHARES_ARE_WHAT_MEMBERS_GAINED(batch ->
            batch.after().shares() - batch.before().shares() == batch.gained().shares()),
    WHAT_MEMBERS_GAINED_IS_POSTED(batch -> batch.gained().equals(batch.moved())),
    /** Only the close of a day uses what the days before left over. */
    ORDERS_LEAVE_WHAT_IS_CARRIED(
            batch -> batch.after().carried() == batch.before().carried());

    private final Predicate<LoopBatch> holds;

    LoopLaw(Predicate<LoopBatch> holds) {
        this.holds = holds;
    }

    static List<LoopLaw> brokenBy(LoopBatch batch) {
        return Arrays.stream(values()).filter(law -> !law.holds.test(batch)).toList();
    }
}

package io.wellspring.plan.release.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What holds over every batch of a RELEASE plan ({@code src/docs/plans/release.md}), whatever its commands were. Checked
 * before anything of the batch is posted.
 */
public enum ReleaseLaw {
    NOTHING_BELOW_ZERO(batch -> batch.after().volume() >= 0
            && batch.after().points() >= 0
            && batch.after().adjusted() >= 0),
    NOTHING_ABOVE_ITS_BOUND(batch -> batch.after().volume() <= ReleaseState.LARGEST_VOLUME
            && batch.after().points() <= ReleaseState.LARGEST_VOLUME
            && batch.after().adjusted() <= ReleaseState.MOST_ADJUSTED),
    /** Of a lot of 7,500.00, 7,464.00 may remain, and neither 7,500.01 nor less than nothing. */
    LOTS_KEEP_BETWEEN_NOTHING_AND_WHAT_WAS_GRANTED(batch -> batch.changed().stream()
            .allMatch(lot -> lot.remaining() >= 0 && lot.remaining() <= lot.granted() && lot.daily() >= 0)),
    VOLUME_IS_WHAT_ORDERS_BROUGHT(batch ->
            batch.after().volume() - batch.before().volume() == batch.brought().cash()
                    && batch.after().points() - batch.before().points()
                            == batch.brought().points()),
    WHAT_LOTS_GAINED_IS_POSTED(batch -> batch.gained() == batch.moved()),
    ADJUSTMENTS_ONLY_ADD_UP(batch -> batch.after().adjusted() >= batch.before().adjusted());

    private final Predicate<ReleaseBatch> holds;

    ReleaseLaw(Predicate<ReleaseBatch> holds) {
        this.holds = holds;
    }

    static List<ReleaseLaw> brokenBy(ReleaseBatch batch) {
        return Arrays.stream(values()).filter(law -> !law.holds.test(batch)).toList();
    }
}

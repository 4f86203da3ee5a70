package io.wellspring.plan.release.rules;

import java.util.ArrayList;
import java.util.List;

/** How lots shrink, oldest first ({@code src/docs/plans/release.md}). All in 1/100 point. */
public final class LotDrawdown {

    private LotDrawdown() {}

    /** After a day: each lot released by itself first, then so much was released early. */
    public static List<Lot> ofDay(List<Lot> lots, long early) {
        return oldestFirst(lots.stream().map(lot -> lot.less(lot.release())).toList(), early);
    }

    /**
     * After so much was drawn.
     *
     * @throws IllegalArgumentException where that is more than remains
     */
    static List<Lot> oldestFirst(List<Lot> lots, long amount) {
        List<Lot> after = new ArrayList<>(lots.size());
        long left = amount;
        for (Lot lot : lots) {
            long drawn = Math.min(left, lot.remaining());
            after.add(lot.less(drawn));
            left -= drawn;
        }
        if (left != 0) {
            throw new IllegalArgumentException(left + " of " + amount + " do not remain");
        }
        return after;
    }
}

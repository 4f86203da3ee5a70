package io.wellspring.plan.loop.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * What holds over the dividends of a day of a LOOP plan ({@code src/docs/plans/loop.md}), page by page of members. Checked
 * before they are written, and so before anything of the day is posted.
 */
public enum LoopDayLaw {
    /** Of a quota of 50.00, parts of 300.00 and 10.00 are paid with 50.00 together. */
    NOBODY_IS_PAID_MORE_THAN_THE_QUOTA(each(dividend -> dividend.quotaAfter() >= 0)),
    NOBODY_IS_PAID_MORE_THAN_THE_PART(each(dividend -> dividend.paidWeighted() >= 0
            && dividend.paidWeighted() <= dividend.ofWeighted()
            && dividend.paidLevel() >= 0
            && dividend.paidLevel() <= dividend.ofLevel())),
    ONLY_WHO_TAKES_PART_IS_PAID(
            each(dividend -> dividend.paid() == 0 || dividend.member().takesPart())),
    /** Seven parts of 42.85 are 299.95, no more than 300.00. */
    NO_POOL_PAYS_MORE_THAN_IT_HAS((dividends, result) -> result.isCovered());

    private final BiPredicate<List<Dividend>, DayResult> holds;

    LoopDayLaw(BiPredicate<List<Dividend>, DayResult> holds) {
        this.holds = holds;
    }

    /** @param result what these dividends make of the pools together with all before them */
    public static List<LoopDayLaw> brokenBy(List<Dividend> dividends, DayResult result) {
        return Arrays.stream(values())
                .filter(law -> !law.holds.test(dividends, result))
                .toList();
    }

    private static BiPredicate<List<Dividend>, DayResult> each(Predicate<Dividend> holds) {
        return (dividends, result) -> dividends.stream().allMatch(holds);
    }
}

package io.wellspring.plan.equity.rules;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What holds over every batch of an EQUITY plan ({@code src/docs/plans/equity.md}), whatever its commands were. Checked
 * before anything of the batch is posted.
 */
public enum EquityLaw {
    /** 100.00 yuan over 40 units may become 130.00 over 51, which is 2.549 after 2.500, but never 130.00 over 53. */
    PRICE_NEVER_FALLS(batch ->
            !batch.after().price(batch.parameters()).isBelow(batch.before().price(batch.parameters()))),
    NOTHING_BELOW_ZERO(
            batch -> batch.after().assets() >= 0 && batch.after().supply() >= 0 && batch.lowestBalance() >= 0),
    /** Held before batch and after alike, so what all gained together is what came into circulation. */
    SUPPLY_IS_WHAT_ALL_HOLD(batch -> batch.after().supply() - batch.before().supply() == batch.unitsGained()),
    ISSUED_ONLY_GROWS(batch -> batch.after().issued() >= batch.before().issued()
            && batch.after().issued() >= batch.after().supply());

    private final Predicate<EquityBatch> holds;

    EquityLaw(Predicate<EquityBatch> holds) {
        this.holds = holds;
    }

    static List<EquityLaw> brokenBy(EquityBatch batch) {
        return Arrays.stream(values()).filter(law -> !law.holds.test(batch)).toList();
    }
}

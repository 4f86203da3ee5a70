package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Parts of amounts added up without rounding, and rounded down once at the end. */
final class ExactSum {

    private BigDecimal sum = BigDecimal.ZERO;

    void add(long amount, Rate rate) {
        if (amount != 0) {
            sum = sum.add(rate.value().multiply(BigDecimal.valueOf(amount)));
        }
    }

    long floor() {
        return sum.setScale(0, RoundingMode.FLOOR).longValueExact();
    }
}

package io.wellspring.plan.equity.rules;

import io.wellspring.value.Fraction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A price as the exact ratio of cash to units; a rounded price is for display only ({@code src/docs/plans/equity.md}).
 *
 * @param assets fen, above 0
 * @param supply 1/1,000,000 unit, above 0
 */
public record Price(long assets, long supply) {

    /** From fen a 1/1,000,000 unit to yuan a unit. */
    private static final int YUAN_DIGITS = 4;

    private static final int DIGITS = 4;
    private static final MathContext SIGNIFICANT = new MathContext(DIGITS, RoundingMode.HALF_UP);

    /** What cash buys: floor(fen / price), and never more than the limit. */
    long unitsFor(long fen, long limit) {
        return Fraction.floorAtMost(limit, fen, supply, assets);
    }

    /** What units are worth, in fen, rounded down. */
    public long valueOf(long units) {
        return Fraction.floor(units, assets, supply);
    }

    /** Yuan per unit for display, rounded half up, with 4 digits after the point and more where 4 digits need them. */
    public String display() {
        BigDecimal yuan = BigDecimal.valueOf(assets).movePointRight(YUAN_DIGITS);
        BigDecimal units = BigDecimal.valueOf(supply);
        BigDecimal exact = yuan.divide(units, SIGNIFICANT);
        int digits = exact.signum() == 0 ? DIGITS : Math.max(DIGITS, DIGITS - 1 - exponent(exact));
        BigDecimal shown = yuan.divide(units, digits, RoundingMode.HALF_UP);
        BigDecimal brief = shown.stripTrailingZeros();
        return brief.setScale(Math.max(DIGITS, brief.scale())).toPlainString();
    }

    private static int exponent(BigDecimal number) {
        return number.precision() - number.scale() - 1;
    }

    /** Whether the price is at least quota / units, which is when a holder must exit. */
    boolean reaches(EquityHolder holder) {
        return Fraction.compare(assets, supply, holder.quota(), holder.units()) >= 0;
    }

    boolean isBelow(Price other) {
        return Fraction.compare(assets, supply, other.assets, other.supply) < 0;
    }
}

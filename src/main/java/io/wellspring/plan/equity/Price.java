package io.wellspring.plan.equity;

import io.wellspring.value.Fraction;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A price as the exact ratio of cash to units; a rounded price is for display only (design, section 5.1).
 *
 * @param assets fen, above 0
 * @param supply 1/1,000,000 unit, above 0
 */
public record Price(long assets, long supply) {

    /** What cash buys: floor(fen / price), and never more than the limit. */
    long unitsFor(long fen, long limit) {
        return Fraction.floorAtMost(limit, fen, supply, assets);
    }

    /** What units are worth, in fen, rounded down. */
    public long valueOf(long units) {
        return Fraction.floor(units, assets, supply);
    }

    /** Yuan per unit with the given decimal digits, rounded half up, for display. */
    public String display(int digits) {
        return BigDecimal.valueOf(assets)
                .movePointRight(4)
                .divide(BigDecimal.valueOf(supply), digits, RoundingMode.HALF_UP)
                .toPlainString();
    }

    /** Whether the price is at least quota / units, which is when a holder must exit. */
    boolean reaches(Holder holder) {
        return Fraction.compare(assets, supply, holder.quota(), holder.units()) >= 0;
    }
}

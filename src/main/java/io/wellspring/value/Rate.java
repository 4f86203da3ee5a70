package io.wellspring.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** An exact decimal factor such as 0.30. What a member receives is floored, a fee is ceiled. */
public record Rate(BigDecimal value) implements Comparable<Rate> {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,18}(\\.\\d{1,12})?");

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);

    public static final Rate ZERO = of("0");
    public static final Rate ONE = of("1");

    /**
     * Reads a plain decimal.
     *
     * @throws NumberFormatException beyond 18 digits before or 12 after the point, or in any other notation
     */
    public static Rate of(String decimal) {
        if (!PLAIN.matcher(decimal).matches()) {
            throw new NumberFormatException("not a plain decimal");
        }
        return new Rate(new BigDecimal(decimal));
    }

    /** The part of an amount, rounded down to its smallest unit. */
    public long floorOf(long amount) {
        return of(amount, RoundingMode.FLOOR);
    }

    /** The part of an amount, rounded up to its smallest unit. */
    public long ceilOf(long amount) {
        return of(amount, RoundingMode.CEILING);
    }

    /**
     * The part of an amount divided by another rate, moved so many digits to the left of the point, rounded down:
     * floor(amount × this × 10^digits ÷ divisor). What fits no amount is {@link Long#MAX_VALUE}.
     *
     * @param amount not negative
     * @param divisor above zero
     */
    public long floorOfQuotient(long amount, Rate divisor, int digits) {
        BigDecimal quotient = value.multiply(BigDecimal.valueOf(amount))
                .movePointRight(digits)
                .divide(divisor.value, 0, RoundingMode.FLOOR);
        return quotient.min(LARGEST).longValueExact();
    }

    /** As people write it: 0.30 is "30%". */
    public String percent() {
        return value.movePointRight(2).stripTrailingZeros().toPlainString() + "%";
    }

    public Rate plus(Rate other) {
        return new Rate(value.add(other.value));
    }

    public Rate minus(Rate other) {
        return new Rate(value.subtract(other.value));
    }

    public Rate times(Rate other) {
        return new Rate(value.multiply(other.value));
    }

    public boolean isNegative() {
        return value.signum() < 0;
    }

    public boolean isPositive() {
        return value.signum() > 0;
    }

    public boolean isAbove(Rate other) {
        return compareTo(other) > 0;
    }

    /** Decimal digits after the point that matter. */
    public int digits() {
        return Math.max(0, value.stripTrailingZeros().scale());
    }

    /** The rate times 10^digits as a whole number; what does not fit without loss is an error. */
    public long movedRight(int digits) {
        return value.movePointRight(digits).longValueExact();
    }

    @Override
    public int compareTo(Rate other) {
        return value.compareTo(other.value);
    }

    /** As written: 0.30 stays "0.30". */
    @Override
    public String toString() {
        return value.toPlainString();
    }

    private long of(long amount, RoundingMode rounding) {
        return value.multiply(BigDecimal.valueOf(amount)).setScale(0, rounding).longValueExact();
    }
}

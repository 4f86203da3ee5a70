package io.wellspring.value;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** An exact decimal factor such as 0.30. What a member receives is floored, a fee is ceiled (design, section 5). */
public record Rate(BigDecimal value) implements Comparable<Rate> {

    public static final Rate ZERO = of("0");
    public static final Rate ONE = of("1");

    public static Rate of(String decimal) {
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

    public Rate plus(Rate other) {
        return new Rate(value.add(other.value));
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

    @Override
    public int compareTo(Rate other) {
        return value.compareTo(other.value);
    }

    private long of(long amount, RoundingMode rounding) {
        return value.multiply(BigDecimal.valueOf(amount)).setScale(0, rounding).longValueExact();
    }
}

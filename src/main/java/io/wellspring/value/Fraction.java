package io.wellspring.value;

import java.math.BigInteger;

/** Products and comparisons of two amounts, exact in 128 bits or more. */
public final class Fraction {

    private Fraction() {}

    /**
     * floor(a × b / c), for a, b ≥ 0 and c > 0.
     *
     * @throws ArithmeticException when the result does not fit a long
     */
    public static long floor(long a, long b, long c) {
        refuseOtherThanAmounts(a, b, c);
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return a * b / c;
        }
        return BigInteger.valueOf(a)
                .multiply(BigInteger.valueOf(b))
                .divide(BigInteger.valueOf(c))
                .longValueExact();
    }

    /** floor(a × b / c), for a, b ≥ 0 and c > 0, and never more than the limit, however large the quotient. */
    public static long floorAtMost(long limit, long a, long b, long c) {
        refuseOtherThanAmounts(a, b, c);
        if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
            return Math.min(limit, floor(a, b, c));
        }
        BigInteger quotient =
                BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).divide(BigInteger.valueOf(c));
        return quotient.min(BigInteger.valueOf(limit)).longValueExact();
    }

    /** Compares a / b with c / d, for b, d > 0 and all not negative, without rounding. */
    public static int compare(long a, long b, long c, long d) {
        int high = Long.compare(Math.multiplyHigh(a, d), Math.multiplyHigh(c, b));
        return high != 0 ? high : Long.compareUnsigned(a * d, c * b);
    }

    private static void refuseOtherThanAmounts(long a, long b, long c) {
        if (a < 0 || b < 0 || c <= 0) {
            throw new ArithmeticException("not a fraction of amounts: %d × %d / %d".formatted(a, b, c));
        }
    }
}

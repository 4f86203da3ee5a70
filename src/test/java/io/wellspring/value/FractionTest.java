package io.wellspring.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Holds the arithmetic in 128 bits against numbers without a limit. */
class FractionTest {

    private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] EXTREMES = {
        0, 1, 2, 3, 0xFFFFFFFFL, 0x100000000L, 3_037_000_499L, 3_037_000_500L, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    private final Random random = new Random(3);

    @Test
    void everyProductDividedIsRoundedDownOrSaidNotToFit() {
        for (int i = 0; i < 50_000; i++) {
            long a = amount();
            long b = amount();
            long c = Math.max(1, amount());
            BigInteger exact = big(a).multiply(big(b)).divide(big(c));

            if (exact.compareTo(LARGEST) <= 0) {
                assertThat(Fraction.floor(a, b, c)).isEqualTo(exact.longValueExact());
            } else {
                assertThatThrownBy(() -> Fraction.floor(a, b, c)).isInstanceOf(ArithmeticException.class);
            }
        }
    }

    @Test
    void aLimitHoldsHoweverLargeTheQuotient() {
        for (int i = 0; i < 50_000; i++) {
            long limit = amount();
            long a = amount();
            long b = amount();
            long c = Math.max(1, amount());
            BigInteger exact = big(a).multiply(big(b)).divide(big(c)).min(big(limit));

            assertThat(Fraction.floorAtMost(limit, a, b, c)).isEqualTo(exact.longValueExact());
        }
    }

    @Test
    void fractionsAreComparedWithoutRounding() {
        for (int i = 0; i < 50_000; i++) {
            long a = amount();
            long b = Math.max(1, amount());
            long c = random.nextInt(4) == 0 ? a : amount();
            long d = random.nextInt(4) == 0 ? b : Math.max(1, amount());
            int exact = big(a).multiply(big(d)).compareTo(big(c).multiply(big(b)));

            assertThat(Integer.signum(Fraction.compare(a, b, c, d))).isEqualTo(exact);
        }
    }

    @Test
    void neighboursAtTheFarEndAreToldApart() {
        long last = Long.MAX_VALUE;
        assertThat(Fraction.compare(last - 1, last, last - 2, last - 1)).isPositive();
        assertThat(Fraction.compare(last, last - 1, last - 1, last - 2)).isNegative();
        assertThat(Fraction.compare(last, last, 1, 1)).isZero();
    }

    @Test
    void whatIsNoFractionOfAmountsIsAnError() {
        assertThatThrownBy(() -> Fraction.floor(-1, 1, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.floor(1, -1, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.floor(1, 1, 0)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.floorAtMost(5, -1, 1, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Fraction.floorAtMost(5, Long.MAX_VALUE, 4, -1))
                .isInstanceOf(ArithmeticException.class);
    }

    private long amount() {
        return random.nextInt(4) == 0
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : random.nextLong() >>> (1 + random.nextInt(63));
    }

    private static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }
}

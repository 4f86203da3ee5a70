package io.wellspring.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateTest {

    @Test
    void whatIsReceivedIsRoundedDownAndAFeeUp() {
        assertThat(Rate.of("0.30").floorOf(99)).isEqualTo(29);
        assertThat(Rate.of("0.10").ceilOf(1428)).isEqualTo(143);
        assertThat(Rate.of("0.10").ceilOf(1430)).isEqualTo(143);
        assertThat(Rate.of("0.000000000001").ceilOf(1)).isEqualTo(1);
        assertThat(Rate.ZERO.ceilOf(Long.MAX_VALUE)).isZero();
        assertThat(Rate.ONE.floorOf(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void partsOfAnyAmountAreExact() {
        Random random = new Random(2);
        for (int i = 0; i < 10_000; i++) {
            long amount = random.nextLong() >>> (1 + random.nextInt(63));
            BigInteger numerator = BigInteger.valueOf(random.nextLong(1_000_000_000_001L));
            Rate rate = Rate.of(new BigDecimal(numerator, 12).toPlainString());
            BigInteger[] exact =
                    numerator.multiply(BigInteger.valueOf(amount)).divideAndRemainder(BigInteger.TEN.pow(12));
            long floor = exact[0].longValueExact();

            assertThat(rate.floorOf(amount)).isEqualTo(floor);
            assertThat(rate.ceilOf(amount)).isEqualTo(exact[1].signum() == 0 ? floor : floor + 1);
        }
    }

    @Test
    void aPartThatFitsNoAmountIsAnError() {
        assertThatThrownBy(() -> Rate.of("2").floorOf(Long.MAX_VALUE)).isInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1e9", ".5", "1.", "0.1234567890123", "1234567890123456789", "+1", "1_0", "1/3", " 1"})
    void anythingButAPlainDecimalIsAnError(String text) {
        assertThatThrownBy(() -> Rate.of(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void ratesAreComparedByValueAndWrittenAsGiven() {
        assertThat(Rate.of("0.30")).isEqualByComparingTo(Rate.of("0.3"));
        assertThat(Rate.of("0.30").isAbove(Rate.of("0.3"))).isFalse();
        assertThat(Rate.of("0.30")).hasToString("0.30");
        assertThat(Rate.of("0.30").digits()).isEqualTo(1);
        assertThat(Rate.of("300").digits()).isZero();
    }

    @Test
    void aRateMovesIntoAWholeNumberOnlyWithoutLoss() {
        assertThat(Rate.of("1.5").movedRight(6)).isEqualTo(1_500_000);
        assertThatThrownBy(() -> Rate.of("0.0000001").movedRight(6)).isInstanceOf(ArithmeticException.class);
    }
}

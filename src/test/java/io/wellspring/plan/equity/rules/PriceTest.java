package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PriceTest {

    /** 30.00 yuan for 21 units: 10/7 yuan each. */
    private static final Price PRICE = new Price(3_000, 21_000_000);

    @Test
    void cashBuysUnitsRoundedDownToAMillionth() {
        assertThat(PRICE.unitsFor(2_100, Long.MAX_VALUE)).isEqualTo(14_700_000);
        assertThat(new Price(3, 1_000_000).unitsFor(1, Long.MAX_VALUE)).isEqualTo(333_333);
    }

    @Test
    void cashBuysNoMoreThanTheLimitHoweverLowThePrice() {
        assertThat(PRICE.unitsFor(2_100, 5)).isEqualTo(5);
        assertThat(new Price(1, 10_000_000_000L).unitsFor(EquityState.LARGEST_VOLUME, 7))
                .isEqualTo(7);
    }

    @Test
    void unitsAreWorthWholeFenRoundedDown() {
        assertThat(PRICE.valueOf(21_000_000)).isEqualTo(3_000);
        assertThat(PRICE.valueOf(10_000_000)).isEqualTo(1_428);
        assertThat(PRICE.valueOf(1)).isZero();
    }

    @Test
    void aHolderIsReachedWhenTheUnitsAreWorthTheWholeQuota() {
        assertThat(PRICE.reaches(new EquityHolder(1, 21_000_000, 3_000))).isTrue();
        assertThat(PRICE.reaches(new EquityHolder(1, 21_000_000, 3_001))).isFalse();
        assertThat(PRICE.reaches(new EquityHolder(1, 20_999_999, 3_000))).isFalse();
        assertThat(PRICE.reaches(new EquityHolder(1, 20_999_999, 2_999))).isTrue();
        assertThat(PRICE.reaches(new EquityHolder(1, 1, 0))).isTrue();
    }

    @Test
    void theFirstPriceIsTheIssuePrice() {
        assertThat(rules("issuePrice", "1.0000").firstPrice().unitsFor(100, Long.MAX_VALUE))
                .isEqualTo(1_000_000);
        assertThat(rules("issuePrice", "0.000001").firstPrice().unitsFor(1, Long.MAX_VALUE))
                .isEqualTo(10_000_000_000L);
        assertThat(rules("issuePrice", "1000000").firstPrice().valueOf(1)).isEqualTo(100);
    }

    @Test
    void onlyTheDisplayIsRounded() {
        assertThat(PRICE.display()).isEqualTo("1.4286");
        assertThat(rules().firstPrice().display()).isEqualTo("1.0000");
        assertThat(new Price(1_234_567, 1_000_000).display()).isEqualTo("12345.6700");
    }

    @Test
    void aSmallPriceIsShownWithFourDigitsThatSaySomething() {
        assertThat(rules("issuePrice", "0.000001").firstPrice().display()).isEqualTo("0.000001");
        assertThat(rules("issuePrice", "0.012345").firstPrice().display()).isEqualTo("0.01235");
        assertThat(new Price(1, 3_000_000_000_000L).display()).isEqualTo("0.000000003333");
        assertThat(new Price(999_999, 1_000_000_000_000_000L).display()).isEqualTo("0.00001");
        assertThat(new Price(1, 1_000_000_000_000_000_000L).display()).isEqualTo("0.00000000000001");
        assertThat(new Price(0, 1_000_000).display()).isEqualTo("0.0000");
    }
}

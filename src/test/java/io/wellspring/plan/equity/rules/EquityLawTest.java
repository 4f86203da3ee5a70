package io.wellspring.plan.equity.rules;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Each law is seen to be broken where it is, and by nothing else. */
class EquityLawTest {

    private static final EquityState BEFORE = state(10_000, 40_000_000, 50_000_000);

    @Test
    void aBatchThatKeepsThemAllBreaksNone() {
        assertThat(EquityLaw.brokenBy(batch(state(13_000, 51_000_000, 61_000_000), 11_000_000, 0)))
                .isEmpty();
    }

    @Test
    void aPriceThatFellIsSeenToTheLastUnit() {
        assertThat(EquityLaw.brokenBy(batch(state(13_000, 52_000_000, 62_000_000), 12_000_000, 0)))
                .isEmpty();
        assertThat(EquityLaw.brokenBy(batch(state(13_000, 52_000_001, 62_000_001), 12_000_001, 0)))
                .containsExactly(EquityLaw.PRICE_NEVER_FALLS);
    }

    @Test
    void neitherPoolNorHoldersGoBelowZero() {
        assertThat(EquityLaw.brokenBy(batch(state(-1, 40_000_000, 50_000_000), 0, 0)))
                .contains(EquityLaw.NOTHING_BELOW_ZERO);
        assertThat(EquityLaw.brokenBy(batch(BEFORE, 0, -1))).containsExactly(EquityLaw.NOTHING_BELOW_ZERO);
    }

    @Test
    void unitsThatNobodyHoldsAreNotInCirculation() {
        assertThat(EquityLaw.brokenBy(batch(state(13_000, 51_000_000, 61_000_000), 10_999_999, 0)))
                .containsExactly(EquityLaw.SUPPLY_IS_WHAT_ALL_HOLD);
    }

    @Test
    void whatWasIssuedStaysIssued() {
        assertThat(EquityLaw.brokenBy(batch(state(10_000, 40_000_000, 49_999_999), 0, 0)))
                .containsExactly(EquityLaw.ISSUED_ONLY_GROWS);
    }

    private static EquityBatch batch(EquityState after, long gained, long lowest) {
        return new EquityBatch(Rules.rules(), BEFORE, after, gained, lowest);
    }

    private static EquityState state(long assets, long supply, long issued) {
        return new EquityState(assets, supply, issued, 0, null, null);
    }
}

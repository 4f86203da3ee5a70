package io.wellspring.plan.loop.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each law is seen to be broken where it is, and by nothing else. */
class LoopLawTest {

    private static final LoopState BEFORE = new LoopState(1_000, 7, 50_000, 30_000_000, false);
    private static final LoopState AFTER = new LoopState(4_000, 7, 53_000, 33_000_000, false);
    private static final LoopGrant GAINED = new LoopGrant(6_000, 3_000_000);

    @Test
    void aBatchThatKeepsThemAllBreaksNone() {
        assertThat(LoopLaw.brokenBy(new LoopBatch(BEFORE, AFTER, 3_000, GAINED, GAINED, 0)))
                .isEmpty();
    }

    @Test
    void eachIsBrokenByWhatBreaksIt() {
        long bound = LoopState.LARGEST_VOLUME;
        LoopState full = new LoopState(0, 0, bound, 0, false);
        Map<LoopLaw, LoopBatch> broken = Map.of(
                LoopLaw.NOTHING_BELOW_ZERO, new LoopBatch(BEFORE, AFTER, 3_000, GAINED, GAINED, -1),
                LoopLaw.NOTHING_ABOVE_ITS_BOUND,
                        new LoopBatch(full, full.with(1, 0), 1, LoopGrant.NONE, LoopGrant.NONE, 0),
                LoopLaw.SALES_ARE_WHAT_ORDERS_BROUGHT, new LoopBatch(BEFORE, AFTER, 2_999, GAINED, GAINED, 0),
                LoopLaw.SHARES_ARE_WHAT_MEMBERS_GAINED,
                        new LoopBatch(BEFORE, BEFORE.with(3_000, 3_000_001), 3_000, GAINED, GAINED, 0),
                LoopLaw.WHAT_MEMBERS_GAINED_IS_POSTED,
                        new LoopBatch(BEFORE, AFTER, 3_000, GAINED, new LoopGrant(5_999, 3_000_000), 0),
                LoopLaw.ORDERS_LEAVE_WHAT_IS_CARRIED,
                        new LoopBatch(
                                BEFORE, new LoopState(4_000, 6, 53_000, 33_000_000, false), 3_000, GAINED, GAINED, 0));
        assertThat(broken.keySet()).isEqualTo(EnumSet.allOf(LoopLaw.class));
        broken.forEach((law, batch) -> assertThat(LoopLaw.brokenBy(batch)).containsExactly(law));
    }

    @Test
    void noPartOfTheStateIsBelowZero() {
        for (LoopState below : Set.of(
                new LoopState(-1, 0, 0, 0, false),
                new LoopState(0, -1, 0, 0, false),
                new LoopState(0, 0, -1, 0, false),
                new LoopState(0, 0, 0, -1, false))) {
            assertThat(LoopLaw.brokenBy(new LoopBatch(below, below, 0, LoopGrant.NONE, LoopGrant.NONE, 0)))
                    .containsExactly(LoopLaw.NOTHING_BELOW_ZERO);
        }
    }
}

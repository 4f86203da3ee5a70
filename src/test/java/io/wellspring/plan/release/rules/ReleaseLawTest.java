package io.wellspring.plan.release.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each law is seen to be broken where it is, and by nothing else. */
class ReleaseLawTest {

    private static final ReleaseState BEFORE = new ReleaseState(50_000, 20, 300, false);
    private static final ReleaseState AFTER = new ReleaseState(53_000, 25, 300, false);
    private static final Volume BROUGHT = new Volume(3_000, 5);
    private static final List<Lot> LOTS = List.of(new Lot(7, 7_500, 7_500, 36), new Lot(3, 100, 0, 0));

    @Test
    void aBatchThatKeepsThemAllBreaksNone() {
        assertThat(ReleaseLaw.brokenBy(new ReleaseBatch(BEFORE, AFTER, BROUGHT, 7_500, 7_500, LOTS)))
                .isEmpty();
    }

    @Test
    void eachIsBrokenByWhatBreaksIt() {
        ReleaseState below = new ReleaseState(0, 0, -1, false);
        ReleaseState above = new ReleaseState(0, ReleaseState.LARGEST_VOLUME + 1, 0, false);
        Map<ReleaseLaw, ReleaseBatch> broken = Map.of(
                ReleaseLaw.NOTHING_BELOW_ZERO, new ReleaseBatch(below, below, Volume.NONE, 0, 0, LOTS),
                ReleaseLaw.NOTHING_ABOVE_ITS_BOUND, new ReleaseBatch(above, above, Volume.NONE, 0, 0, LOTS),
                ReleaseLaw.LOTS_KEEP_BETWEEN_NOTHING_AND_WHAT_WAS_GRANTED,
                        new ReleaseBatch(BEFORE, AFTER, BROUGHT, 7_501, 7_501, List.of(new Lot(7, 7_500, 7_501, 36))),
                ReleaseLaw.VOLUME_IS_WHAT_ORDERS_BROUGHT,
                        new ReleaseBatch(BEFORE, AFTER, new Volume(3_000, 4), 7_500, 7_500, LOTS),
                ReleaseLaw.WHAT_LOTS_GAINED_IS_POSTED, new ReleaseBatch(BEFORE, AFTER, BROUGHT, 7_500, 7_499, LOTS),
                ReleaseLaw.ADJUSTMENTS_ONLY_ADD_UP,
                        new ReleaseBatch(
                                BEFORE, new ReleaseState(53_000, 25, 299, false), BROUGHT, 7_500, 7_500, LOTS));
        assertThat(broken.keySet()).isEqualTo(EnumSet.allOf(ReleaseLaw.class));
        broken.forEach((law, batch) -> assertThat(ReleaseLaw.brokenBy(batch)).containsExactly(law));
    }
}

package io.wellspring.plan.loop.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each law of a day is seen to be broken where it is, and by nothing else. */
class LoopDayLawTest {

    private static final LoopMember MEMBER = new LoopMember(7, 5_000, 1_000_000);

    @Test
    void dividendsThatKeepThemAllBreakNone() {
        assertThat(broken(new Dividend(MEMBER, 0, 30_000, 5_000, 1_000, 0), 5_000))
                .isEmpty();
    }

    @Test
    void eachIsBrokenByWhatBreaksIt() {
        LoopMember without = new LoopMember(8, 5_000, 0);
        Map<LoopDayLaw, List<LoopDayLaw>> broken = Map.of(
                LoopDayLaw.NOBODY_IS_PAID_MORE_THAN_THE_QUOTA,
                        broken(new Dividend(MEMBER, 0, 30_000, 5_000, 1_000, 1), 5_000),
                LoopDayLaw.NOBODY_IS_PAID_MORE_THAN_THE_PART,
                        broken(new Dividend(MEMBER, 0, 3_000, 3_001, 1_000, 0), 3_001),
                LoopDayLaw.ONLY_WHO_TAKES_PART_IS_PAID, broken(new Dividend(without, 0, 3_000, 3_000, 0, 0), 3_000),
                LoopDayLaw.NO_POOL_PAYS_MORE_THAN_IT_HAS, broken(new Dividend(MEMBER, 0, 3_000, 3_000, 0, 0), 30_001));
        assertThat(broken.keySet()).isEqualTo(EnumSet.allOf(LoopDayLaw.class));
        broken.forEach((law, found) -> assertThat(found).containsExactly(law));
    }

    private static List<LoopDayLaw> broken(Dividend dividend, long paidOfWeighted) {
        DayPools pools = new DayPools(
                Rules.rules("levels", ""), 100_000, 0, 30_000, List.of(), new LoopTurnout(1, 1, 1, List.of()));
        return LoopDayLaw.brokenBy(List.of(dividend), new DayResult(pools, 1, paidOfWeighted, List.of()));
    }
}

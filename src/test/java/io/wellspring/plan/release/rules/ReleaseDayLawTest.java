package io.wellspring.plan.release.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each law of a day is seen to be broken where it is. */
class ReleaseDayLawTest {

    @Test
    void releasesThatKeepThemAllBreakNone() {
        assertThat(broken(release(10_000, 3_600, 4_000, List.of(8_000L)))).isEmpty();
    }

    @Test
    void eachIsBrokenByWhatBreaksIt() {
        assertThat(broken(release(3_599, 3_600, 0, List.of())))
                .contains(ReleaseDayLaw.NO_MORE_IS_RELEASED_THAN_REMAINS);
        assertThat(broken(release(10_000, 3_600, -1, List.of())))
                .containsExactly(ReleaseDayLaw.NOTHING_IS_RELEASED_BELOW_ZERO);
        assertThat(broken(release(10_000, 3_600, 0, List.of(-1L))))
                .containsExactly(ReleaseDayLaw.NOTHING_IS_EARNED_OF_LESS_THAN_NOTHING);
    }

    private static List<ReleaseDayLaw> broken(Release release) {
        return ReleaseDayLaw.brokenBy(List.of(release));
    }

    private static Release release(long remaining, long due, long referral, List<Long> generations) {
        return new Release(7, remaining, due, referral, 0, 0, generations, 0, List.of());
    }
}

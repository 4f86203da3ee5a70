package io.wellspring.plan.release.rules;

import static io.wellspring.plan.release.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.release.rules.ReleaseOutcome.Adjusted;
import io.wellspring.plan.release.rules.ReleaseOutcome.Ordered;
import io.wellspring.plan.release.rules.ReleaseOutcome.Refused;
import io.wellspring.refusal.GeneralRefusal;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a plan takes in before its amounts could become too large for an account. */
class ReleaseRulesTest {

    private static final long MOST = ReleaseState.LARGEST_VOLUME;

    @Test
    void cashAndPointsHaveABoundEach() {
        ReleaseRules granting = in(new ReleaseState(MOST - 10, MOST - 5, 0, false));
        assertThat(granting.order(1, 7, 11, 0)).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
        assertThat(granting.order(1, 7, 0, 6)).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
        assertThat(granting.order(1, 7, 10, 5)).isInstanceOf(Ordered.class);
        assertThat(granting.state()).isEqualTo(new ReleaseState(MOST, MOST, 0, false));
    }

    @Test
    void adjustmentsHaveABoundInBothDirectionsTogether() {
        ReleaseRules granting = in(new ReleaseState(0, 0, ReleaseState.MOST_ADJUSTED - 5, false));
        assertThat(granting.adjustPoints(1, 7, 6, 0)).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
        assertThat(granting.adjustPoints(1, 7, 3, Long.MAX_VALUE)).isEqualTo(new Adjusted(3));
        assertThat(granting.adjustReleasing(2, 7, 3)).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
        assertThat(granting.adjustReleasing(2, 7, 2)).isEqualTo(new Adjusted(2));
        assertThat(granting.adjustReleasing(3, 7, -3)).isEqualTo(new Refused(ReleaseRefusal.INSUFFICIENT_POINTS));
        assertThat(granting.adjustReleasing(3, 7, -2)).isEqualTo(new Refused(GeneralRefusal.PLAN_FULL));
    }

    private static ReleaseRules in(ReleaseState state) {
        return new ReleaseRules(rules(), state, new Upline(Map.of(), Map.of()), new Lots(), new ReleaseMoves());
    }
}

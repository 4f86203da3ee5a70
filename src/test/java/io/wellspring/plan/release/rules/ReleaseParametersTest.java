package io.wellspring.plan.release.rules;

import static io.wellspring.plan.release.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The table of parameters of {@code src/docs/plans/release.md}, row by row. */
class ReleaseParametersTest {

    private static final Predicate<String> ANY = name -> true;

    @Test
    void theDefaultsAreThoseOfTheTableButForTeamsWhichNobodyHasUnasked() {
        assertThat(ReleaseParameters.defaults().checked())
                .isEqualTo(rules(
                        "tiers", "初级 3000 2.5, 中级 9000 3, 高级 27000 3.5, VIP 51000 4",
                        "dailyRate", "0.012",
                        "generations", "0.50, 0.30",
                        "stars", "",
                        "peerRate", "0",
                        "peerDepth", "1"));
    }

    @Test
    void tiersIncrease() {
        refused(ReleaseRefusal.STEPS_NOT_INCREASING, "tiers", "a 100 2, b 100 3");
        refused(ReleaseRefusal.STEP_OUT_OF_RANGE, "tiers", "a 0 2");
        refused(ReleaseRefusal.STEP_OUT_OF_RANGE, "tiers", "a 0.001 2");
        refused(ReleaseRefusal.STEP_OUT_OF_RANGE, "tiers", "a 1 0");
        refused(ReleaseRefusal.STEP_OUT_OF_RANGE, "tiers", "a 1 1000.1");
        refused(GeneralRefusal.LEVEL_NAME_TWICE, "tiers", "a 1 2, a 2 3");
        refused(ReleaseRefusal.NUMBER_OF_TIERS_OUT_OF_RANGE, "tiers", "");
        refused(ReleaseRefusal.NUMBER_OF_TIERS_OUT_OF_RANGE, "tiers", steps(21, "1"));
        accepted("tiers", steps(20, "1"));
    }

    @Test
    void starsIncreaseInVolumeAndInRate() {
        refused(ReleaseRefusal.STEPS_NOT_INCREASING, "stars", "a 100 0.1, b 100 0.2");
        refused(ReleaseRefusal.STEPS_NOT_INCREASING, "stars", "a 100 0.2, b 200 0.2");
        refused(ReleaseRefusal.STEPS_NOT_INCREASING, "stars", "a 100 0");
        refused(ReleaseRefusal.STEP_OUT_OF_RANGE, "stars", "a 100 1.01");
        refused(ReleaseRefusal.NUMBER_OF_STARS_OUT_OF_RANGE, "stars", steps(21, "0.0%02d"));
        accepted("stars", steps(20, "0.0%02d"));
        accepted("stars", "a 100 1");
    }

    @Test
    void ratesAreParts() {
        refused(ReleaseRefusal.DAILY_RATE_OUT_OF_RANGE, "dailyRate", "0");
        refused(ReleaseRefusal.DAILY_RATE_OUT_OF_RANGE, "dailyRate", "1.000001");
        refused(ReleaseRefusal.GENERATION_RATE_OUT_OF_RANGE, "generations", "0.5, 0");
        refused(ReleaseRefusal.GENERATION_RATE_OUT_OF_RANGE, "generations", "1.1");
        refused(
                ReleaseRefusal.NUMBER_OF_GENERATIONS_OUT_OF_RANGE,
                "generations",
                String.join(", ", Collections.nCopies(21, "0.1")));
        refused(ReleaseRefusal.PEER_RATE_OUT_OF_RANGE, "peerRate", "-0.1");
        refused(ReleaseRefusal.PEER_RATE_OUT_OF_RANGE, "peerRate", "1.1");
        refused(ReleaseRefusal.PEER_DEPTH_OUT_OF_RANGE, "peerDepth", "-1");
        refused(ReleaseRefusal.PEER_DEPTH_OUT_OF_RANGE, "peerDepth", "11");
        accepted("dailyRate", "1", "peerRate", "1", "peerDepth", "10", "generations", "");
    }

    @Test
    void whatOperatorsDoNotPermitIsRefusedByTheNameOfTheSetting() {
        Refusal deep = catchThrowableOfType(
                Refusal.class, () -> new RewardGuard(2, true).check(rules("generations", "0.1, 0.1, 0.1"), ANY));
        assertThat(deep.code()).isEqualTo(ReleaseRefusal.TOO_MANY_GENERATIONS);
        assertThat(deep.details()).containsEntry("setting", "wellspring.rewards.max-generations");
        Refusal team = catchThrowableOfType(
                Refusal.class, () -> new RewardGuard(2, false).check(rules("stars", "a 100 0.1"), ANY));
        assertThat(team.code()).isEqualTo(ReleaseRefusal.TEAM_REWARDS_DISABLED);
        assertThat(team.details()).containsEntry("setting", "wellspring.rewards.team-enabled");
        assertThatCode(() -> new RewardGuard(2, false).check(rules(), ANY)).doesNotThrowAnyException();
        assertThatCode(() ->
                        new RewardGuard(3, true).check(rules("generations", "0.1, 0.1, 0.1", "stars", "a 1 0.1"), ANY))
                .doesNotThrowAnyException();
    }

    @Test
    void whatAPlanHasAlreadyIsNotAskedForAgain() {
        ReleaseParameters beyond = rules("generations", "0.1, 0.1, 0.1", "stars", "a 100 0.1", "peerRate", "0.1");
        RewardGuard guard = new RewardGuard(2, false);
        assertThatCode(() -> guard.check(beyond, "dailyRate"::equals)).doesNotThrowAnyException();
        for (String ofTeams : List.of("stars", "peerRate", "peerDepth")) {
            assertThat(catchThrowableOfType(Refusal.class, () -> guard.check(beyond, ofTeams::equals))
                            .code())
                    .isEqualTo(ReleaseRefusal.TEAM_REWARDS_DISABLED);
        }
        assertThat(catchThrowableOfType(Refusal.class, () -> guard.check(beyond, "generations"::equals))
                        .code())
                .isEqualTo(ReleaseRefusal.TOO_MANY_GENERATIONS);
    }

    @Test
    void anOrderGrantsByTheHighestTierThatItReaches() {
        ReleaseParameters usual = rules();
        assertThat(usual.lot(7, 2_999_99)).isNull();
        assertThat(usual.lot(7, 3_000_00)).isEqualTo(new Lot(7, 7_500_00, 7_500_00, 36_00));
        assertThat(usual.lot(7, 8_999_99)).isEqualTo(new Lot(7, 22_499_97, 22_499_97, 107_99));
        assertThat(usual.lot(7, 9_000_00)).isEqualTo(new Lot(7, 27_000_00, 27_000_00, 108_00));
        assertThat(usual.lot(7, 51_000_00).granted()).isEqualTo(204_000_00);
    }

    @Test
    void theSmallestGiftIsStillReleased() {
        ReleaseParameters usual = rules();
        assertThat(usual.gift(7, 100_00).daily()).isEqualTo(1_20);
        assertThat(usual.gift(7, 83).daily()).isEqualTo(1);
        assertThat(usual.gift(7, 1).daily()).isEqualTo(1);
    }

    @Test
    void aStarIsTheHighestThatTheVolumeReaches() {
        ReleaseParameters stars = rules("stars", "a 100 0.1, b 200 0.2");
        assertThat(List.of(stars.starOf(0), stars.starOf(99_99), stars.starOf(100_00), stars.starOf(200_00)))
                .containsExactly(0, 0, 1, 2);
    }

    @Test
    void aLotLastsUntilNothingRemainsAndTheOldestIsDrawnFirst() {
        Lot old = new Lot(1, 9_000_00, 9_000_00, 36_00);
        Lot young = new Lot(2, 27_000_00, 27_000_00, 108_00);
        List<Lot> lots = List.of(old, young);
        for (int day = 0; day < 100; day++) {
            lots = LotDrawdown.ofDay(lots, 0);
        }
        assertThat(lots).extracting(Lot::remaining).containsExactly(5_400_00L, 16_200_00L);
        // Early releases use up the older one, and only the other's 108.00 are left a day.
        lots = LotDrawdown.ofDay(lots, 5_400_00 - 36_00 + 1);
        assertThat(lots).extracting(Lot::remaining).containsExactly(0L, 16_200_00L - 108_00 - 1);
        assertThat(lots.stream().mapToLong(Lot::release).sum()).isEqualTo(108_00);
    }

    private static String steps(int count, String rate) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> "s" + n + " " + n + " " + rate.formatted(n))
                .collect(Collectors.joining(", "));
    }

    private static void accepted(String... namesAndValues) {
        assertThatCode(() -> rules(namesAndValues).checked()).doesNotThrowAnyException();
    }

    private static void refused(RefusalCode code, String... namesAndValues) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> rules(namesAndValues).checked());
        assertThat(refusal).as(String.join(" ", namesAndValues)).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
    }
}

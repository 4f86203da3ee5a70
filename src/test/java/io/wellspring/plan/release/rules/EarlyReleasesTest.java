package io.wellspring.plan.release.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.testing.Seeds;
import io.wellspring.value.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Early releases in one walk over the tree, against their plain reading and the worked examples. */
class EarlyReleasesTest {

    private static final List<String> STAR_RATES = List.of("0.10", "0.20", "0.26", "0.32", "0.38", "0.44", "0.50");

    static LongStream seeds() {
        return Seeds.some(60);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneWalkDoesWhatWalkingEveryPairDoes(long seed) {
        Random random = new Random(seed);
        int members = 1 + random.nextInt(60);
        int[] referrers = new int[members];
        long[] released = new long[members];
        int[] stars = new int[members];
        for (int member = 0; member < members; member++) {
            boolean alone = member == 0 || random.nextInt(8) == 0;
            int back = random.nextBoolean() ? 1 : 1 + random.nextInt(Math.max(1, member));
            referrers[member] = alone ? ReferralTree.NOBODY : member - Math.min(back, member);
            released[member] = random.nextInt(4) == 0 ? 0 : random.nextLong(random.nextBoolean() ? 100 : 1_000_000);
            stars[member] = random.nextInt(3) == 0 ? random.nextInt(4) : 0;
        }
        ReleaseParameters parameters = parameters(random.nextInt(4), random.nextInt(4));

        EarlyReleases early = new EarlyReleases(parameters, new ReferralTree(referrers), released);
        Climb climb = early.climb(stars);

        PlainRelease plain = new PlainRelease(parameters, referrers, released);
        for (int member = 0; member < members; member++) {
            assertThat(referral(parameters, early, member)).isEqualTo(plain.referral(member));
            assertThat(new long[] {climb.team()[member], climb.peer()[member]})
                    .as("member %d", member)
                    .containsExactly(plain.teamAndPeer(member, stars));
        }
    }

    @Test
    void aHigherStarEarnsTheDifference() {
        // A 50%, below B 44%, below C 10%, and below C somebody who released 10,000.00.
        Climb climb = climb(new int[] {-1, 0, 1, 2}, new long[] {0, 0, 0, 10_000_00}, 7, 6, 1, 0);
        assertThat(climb.team()).containsExactly(600_00, 3_400_00, 1_000_00, 0);
        assertThat(climb.peer()).containsOnly(0);
    }

    @Test
    void aPeerSharesInWhatIsReleasedBelowTheOther() {
        Climb climb = climb(new int[] {-1, 0, 1}, new long[] {0, 0, 10_000_00}, 1, 1, 0);
        assertThat(climb.team()).containsExactly(0, 1_000_00, 0);
        assertThat(climb.peer()).containsExactly(300_00, 0, 0);
    }

    @Test
    void aReferrerEarnsHalfOfWhatTheInvitedRelease() {
        EarlyReleases early =
                new EarlyReleases(parameters(2, 1), new ReferralTree(new int[] {-1, 0}), new long[] {36_00, 36_00});
        assertThat(referral(parameters(2, 1), early, 0)).isEqualTo(18_00);
        assertThat(referral(parameters(2, 1), early, 1)).isZero();
    }

    @Test
    void neitherDepthNorBreadthIsTooMuch() {
        int members = 1_000_000;
        int[] chain = new int[members];
        Arrays.setAll(chain, member -> member - 1);
        int[] star = new int[members];
        star[0] = ReferralTree.NOBODY;
        long[] released = new long[members];
        Arrays.fill(released, 100);
        int[] stars = new int[members];
        stars[0] = 1;
        for (int[] referrers : List.of(chain, star)) {
            EarlyReleases early = new EarlyReleases(parameters(2, 1), new ReferralTree(referrers), released);
            assertThat(early.climb(stars).team()[0]).isEqualTo((members - 1) * 10L);
            assertThat(referral(parameters(2, 1), early, 0))
                    .isEqualTo(referrers == chain ? 50 + 30 : (members - 1) * 50L);
        }
    }

    @Test
    void aReferrerComesBeforeWhomeverIsInvited() {
        assertThatThrownBy(() -> new ReferralTree(new int[] {0})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReferralTree(new int[] {-2})).isInstanceOf(IllegalArgumentException.class);
    }

    private static long referral(ReleaseParameters parameters, EarlyReleases early, int member) {
        long earned = 0;
        long[][] generations = early.generations();
        for (int generation = 0; generation < generations.length; generation++) {
            earned += parameters.generations().get(generation).floorOf(generations[generation][member]);
        }
        return earned;
    }

    private static Climb climb(int[] referrers, long[] released, int... stars) {
        return new EarlyReleases(parameters(2, 1), new ReferralTree(referrers), released).climb(stars);
    }

    private static ReleaseParameters parameters(int generations, int peerDepth) {
        List<Star> stars = new ArrayList<>();
        for (int n = 0; n < STAR_RATES.size(); n++) {
            stars.add(new Star("star " + n, Rate.of(String.valueOf(50_000L * (n + 1))), Rate.of(STAR_RATES.get(n))));
        }
        List<Rate> rates = List.of(Rate.of("0.50"), Rate.of("0.30"), Rate.of("0.111"));
        return new ReleaseParameters(
                        null, null, rates.subList(0, Math.min(generations, 3)), stars, Rate.of("0.03"), peerDepth)
                .checked();
    }
}

package io.wellspring.plan.loop.rules;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Seeds;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws of LOOP plans ({@code src/docs/plans/loop.md}) over random months, and the rules against their plain
 * reading.
 */
class LoopLawsTest {

    private static final int SEEDS = 40;
    private static final int DAYS = 31;

    private static final Set<String> seen = new TreeSet<>();

    private static final List<LoopParameters> PLANS = Stream.of(
                    rules(),
                    rules("weightBy", "QUOTA"),
                    rules("levels", "V1 0 0.01, V2 11 0.01, V3 21 0.01, V4 31 0.01", "referralShareRate", "0.1"),
                    rules("levelSplit", "BY_SHARES", "spendPerShare", "100"),
                    rules("quotaMultiple", "0.1", "referralQuotaRate", "0.05", "spendPerShare", "10"),
                    rules(
                            "quotaMultiple",
                            "0.01",
                            "weightBy",
                            "QUOTA",
                            "levels",
                            "V1 0 0.7",
                            "levelSplit",
                            "BY_SHARES"),
                    rules("quotaMultiple", "0"),
                    rules("weightedRate", "0", "levels", "V1 0 1"),
                    rules("weightedRate", "1", "levels", "", "spendPerShare", "7"),
                    rules("weightedRate", "0.333333333333", "spendPerShare", "3.333333", "referralShareRate", "2"),
                    rules("spendPerShare", "0.000001", "quotaMultiple", "1000", "referralQuotaRate", "1000"),
                    rules("spendPerShare", "1000000000", "levels", "V1 0 0.01"))
            .map(LoopParameters::checked)
            .toList();

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRulesKeepTheLawsAndDoWhatTheirPlainReadingDoes(long seed) {
        for (int plan = 0; plan < PLANS.size(); plan++) {
            new Month(PLANS.get(plan), new Random(seed * PLANS.size() + plan)).run();
        }
    }

    /** Laws that hold because nothing happened would be worth little. */
    @AfterAll
    static void theMonthsWereEventful() {
        assertThat(seen)
                .containsExactly(
                        "all quota used up",
                        "carried over",
                        "dividend of a level",
                        "level without anybody",
                        "nobody takes part",
                        "nothing sold",
                        "one alone takes part",
                        "plan full",
                        "quota caps a dividend");
    }

    /** One plan's random month. */
    private static final class Month {

        private final LoopParameters parameters;
        private final Random random;
        private final PlainLoop plain;
        private final Map<Long, Long> referrers = new HashMap<>();
        private final int people;
        private final Map<Long, LoopMember> members = new HashMap<>();
        private LoopState state = LoopState.EMPTY;

        Month(LoopParameters parameters, Random random) {
            this.parameters = parameters;
            this.random = random;
            this.plain = new PlainLoop(parameters);
            this.people = random.nextInt(5) == 0 ? 1 : 1 + random.nextInt(12);
            for (long member = 2; member <= people; member++) {
                if (random.nextInt(3) > 0) {
                    referrers.put(member, 1 + random.nextLong(member - 1));
                }
            }
        }

        void run() {
            for (int day = 0; day < DAYS; day++) {
                if (random.nextInt(4) > 0) {
                    sell(random.nextInt(6));
                }
                close();
            }
        }

        private void sell(int orders) {
            LoopMembers touched = new LoopMembers(members.values());
            LoopRules running = new LoopRules(parameters, state, touched, new LoopMoves());
            for (int order = 0; order < orders; order++) {
                long buyer = 1 + random.nextInt(people);
                long cash = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextLong(5_000_000);
                Long referrer = referrers.get(buyer);
                LoopState before = running.state();
                if (running.order(order + 1, buyer, referrer, cash) instanceof LoopOutcome.Ordered) {
                    plain.order(buyer, referrer, cash);
                } else {
                    assertThat(running.state()).isEqualTo(before);
                    seen.add("plan full");
                }
            }
            assertThat(running.brokenLaws()).isEmpty();
            state = running.state();
            touched.changed().forEach(member -> members.put(member.memberId(), member));
            plain.quota.forEach((member, quota) -> assertThat(of(member))
                    .isEqualTo(new LoopMember(
                            member,
                            quota.longValueExact(),
                            plain.shares.get(member).longValueExact())));
        }

        private void close() {
            List<LoopMember> inAnyOrder = new ArrayList<>(members.values());
            Collections.shuffle(inAnyOrder, random);
            Day day = Day.close(parameters, state, inAnyOrder);
            Collections.shuffle(inAnyOrder, random);
            assertThat(Day.close(parameters, state, inAnyOrder).result()).isEqualTo(day.result());

            day.dividends().forEach(this::lawsOfOne);
            equalMembersArePaidEqually(day);
            conserved(day);
            note(day);

            Map<Long, BigInteger[]> expected = plain.close();
            for (Dividend dividend : day.dividends()) {
                BigInteger[] parts = expected.getOrDefault(
                        dividend.member().memberId(), new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO});
                assertThat(dividend.paidWeighted()).isEqualTo(parts[0].longValueExact());
                assertThat(dividend.paidLevel()).isEqualTo(parts[1].longValueExact());
                LoopMember before = dividend.member();
                members.put(
                        before.memberId(), new LoopMember(before.memberId(), dividend.quotaAfter(), before.shares()));
            }
            assertThat(day.result().carried()).isEqualTo(plain.carried.longValueExact());
            state = state.dayAfter(day.result().carried());
        }

        private void lawsOfOne(Dividend dividend) {
            assertThat(dividend.paidWeighted()).isBetween(0L, dividend.ofWeighted());
            assertThat(dividend.paidLevel()).isBetween(0L, dividend.ofLevel());
            assertThat(dividend.quotaAfter()).isNotNegative();
            if (!dividend.member().takesPart()) {
                assertThat(dividend.paid()).isZero();
            }
        }

        private void equalMembersArePaidEqually(Day day) {
            Map<List<Long>, Long> byHoldings = new HashMap<>();
            for (Dividend dividend : day.dividends()) {
                List<Long> holdings =
                        List.of(dividend.member().quota(), dividend.member().shares());
                assertThat(byHoldings.computeIfAbsent(holdings, first -> dividend.paid()))
                        .isEqualTo(dividend.paid());
            }
        }

        /** Per pool: in = paid + carried + returned. */
        private void conserved(Day day) {
            DayResult result = day.result();
            assertThat(result.isCovered()).isTrue();
            long paidWeighted =
                    day.dividends().stream().mapToLong(Dividend::paidWeighted).sum();
            assertThat(parameters.weightedRate().floorOf(state.sales()) + state.carried())
                    .isEqualTo(paidWeighted + result.carried());
            for (int place = 0; place < parameters.levels().size(); place++) {
                int level = place;
                long paid = day.dividends().stream()
                        .filter(dividend -> dividend.level() == level)
                        .mapToLong(Dividend::paidLevel)
                        .sum();
                assertThat(parameters.levels().get(level).rate().floorOf(state.sales()))
                        .isEqualTo(paid + result.returned().get(level));
            }
            assertThat(result.members())
                    .isEqualTo(day.dividends().stream()
                            .filter(dividend -> dividend.paid() > 0)
                            .count());
        }

        private void note(Day day) {
            noteIf("nothing sold", state.sales() == 0);
            noteIf("nobody takes part", day.pools().turnout().members() == 0);
            noteIf("one alone takes part", day.pools().turnout().members() == 1);
            noteIf("carried over", state.carried() > 0);
            noteIf("level without anybody", day.pools().turnout().levels().contains(new LoopTurnout.OfLevel(0, 0)));
            for (Dividend dividend : day.dividends()) {
                noteIf("dividend of a level", dividend.paidLevel() > 0);
                noteIf("quota caps a dividend", dividend.paid() < dividend.ofWeighted() + dividend.ofLevel());
                noteIf("all quota used up", dividend.paid() > 0 && dividend.quotaAfter() == 0);
            }
        }

        private static void noteIf(String event, boolean happened) {
            if (happened) {
                seen.add(event);
            }
        }

        private LoopMember of(long member) {
            return members.getOrDefault(member, new LoopMember(member, 0, 0));
        }
    }
}

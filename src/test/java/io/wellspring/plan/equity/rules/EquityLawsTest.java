package io.wellspring.plan.equity.rules;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Seeds;
import io.wellspring.value.Move;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The laws of {@code src/docs/plans/equity.md}, over random histories, and the rules against their plain reading. */
class EquityLawsTest {

    private static final int SEEDS = 12;
    private static final int COMMANDS = 500;

    private static final Set<String> seenKinds = new TreeSet<>();
    private static int pauses;

    private static final List<EquityParameters> PLANS = Stream.of(
                    rules(),
                    rules("quotaMultiple", "0.31", "redemptionFeeRate", "0.25"),
                    rules("grantRate", "0.10", "quotaMultiple", "0.5", "minSupply", "25"),
                    rules("referralGrantRate", "0.20", "referralQuotaMultiple", "0.08"),
                    rules(
                            "grantRate", "0.05",
                            "referralGrantRate", "0.03",
                            "referralQuotaMultiple", "0.4",
                            "quotaMultiple", "0.4",
                            "minSupply", "3"),
                    rules("forcedExit", "false"),
                    rules("forcedExit", "false", "redemptionFeeRate", "0", "minSupply", "0"),
                    rules("forcedExit", "false", "referralGrantRate", "0.30", "minSupply", "100000"),
                    rules("redemptionFeeRate", "0", "grantRate", "1", "minSupply", "0", "quotaMultiple", "0.301"),
                    rules("redemptionFeeRate", "0.999999", "minSupply", "0.000001"),
                    rules("supplyCap", "60", "referralGrantRate", "0.1", "referralQuotaMultiple", "1"),
                    rules("supplyCap", "1", "minSupply", "0", "forcedExit", "false"),
                    rules("supplyCap", "1000000000000", "issuePrice", "0.000001", "minSupply", "0"),
                    rules("issuePrice", "1000000", "minSupply", "0", "quotaMultiple", "1000"),
                    rules("contributionRate", "1", "grantRate", "0.999999", "quotaMultiple", "1.000001"),
                    rules("contributionRate", "0.000000000001", "grantRate", "0.333333333333", "minSupply", "0"),
                    rules("grantRate", "0"),
                    rules("minSupply", "500000", "quotaMultiple", "0.35"))
            .map(EquityParameters::checked)
            .toList();

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theRulesKeepTheLawsAndDoWhatTheirPlainReadingDoes(long seed) {
        for (int plan = 0; plan < PLANS.size(); plan++) {
            new History(seed, plan).run();
        }
    }

    /** Laws that hold because nothing happened would be worth little. */
    @AfterAll
    static void theHistoriesWereEventful() {
        assertThat(seenKinds).hasSize(EquityLineKind.values().length);
        assertThat(pauses).isGreaterThan(100);
        System.out.println("transactions that paused: " + pauses);
    }

    /** One plan's random life, lived four times at once: plainly, seeing all holders, and seeing a few at a time. */
    private static final class History {

        private final String name;
        private final Random random;
        private final EquityParameters parameters;
        private final Map<Long, Long> referrers = new TreeMap<>();
        private final int members;
        private final int scale;
        private final PlainEquity plain;
        private final List<WrittenPool> written = new ArrayList<>();
        private BigInteger[] price;
        private long position;
        private String command = "";

        History(long seed, int plan) {
            this.name = "seed %d, plan %d".formatted(seed, plan);
            this.random = new Random(seed * 1_000 + plan);
            this.parameters = PLANS.get(plan);
            this.members = 2 + random.nextInt(24);
            this.scale = random.nextInt(4);
            this.plain = new PlainEquity(parameters);
            this.price = price();
            this.written.add(new WrittenPool(parameters, 0));
            this.written.add(new WrittenPool(parameters, 2));
            this.written.add(new WrittenPool(parameters, 3 + random.nextInt(3)));
            for (long member = 2; member <= members; member++) {
                if (random.nextInt(3) > 0) {
                    referrers.put(member, 1 + random.nextLong(member - 1));
                }
            }
        }

        void run() {
            for (int done = 0; done < COMMANDS; ) {
                List<Long> actors = random.longs(1 + random.nextInt(6), 1, members + 1)
                        .boxed()
                        .toList();
                written.forEach(pool -> pool.open(touchedBy(actors)));
                for (long actor : actors) {
                    act(actor, redemptionsInHundred(done++), touchedBy(actors));
                    assertLaws();
                }
                written.forEach(WrittenPool::close);
            }
        }

        private void act(long member, int redemptionsInHundred, List<Long> touched) {
            position++;
            if (random.nextInt(100) < redemptionsInHundred) {
                redeem(member, unitsOf(member), touched);
            } else {
                order(member, cash(), touched);
            }
        }

        private List<Long> touchedBy(List<Long> actors) {
            return Stream.concat(
                            actors.stream(), actors.stream().map(referrers::get).filter(Objects::nonNull))
                    .distinct()
                    .toList();
        }

        /** Now and then everybody wants out, so that pools empty and begin anew. */
        private int redemptionsInHundred(int done) {
            return (done / 60) % 3 == 2 ? 85 : 25;
        }

        private void order(long member, long cash, List<Long> touched) {
            Long referrer = referrers.get(member);
            command = "order %d by %d, referrer %s, cash %d".formatted(position, member, referrer, cash);
            plain.order(member, referrer, cash);
            compareAll(pool -> pool.order(position, member, referrer, cash), touched);
        }

        private void redeem(long member, long units, List<Long> touched) {
            command = "redemption %d by %d of %d".formatted(position, member, units);
            plain.redeem(member, units);
            compareAll(pool -> pool.redeem(position, member, units), touched);
        }

        private void compareAll(Function<EquityRules, EquityOutcome> deed, List<Long> touched) {
            plain.moved.keySet().forEach(moved -> seenKinds.add(moved.substring(moved.lastIndexOf(' ') + 1)));
            for (WrittenPool pool : written) {
                StringBuilder outcome = new StringBuilder();
                boolean paused = pool.does(deed, outcome);
                compare(pool, outcome.toString());
                if (paused) {
                    pauses++;
                    pool.close();
                    pool.open(touched);
                }
            }
        }

        private void compare(WrittenPool pool, String outcome) {
            String where = name + ", " + command;
            EquityState state = pool.state();
            assertThat(outcome).as(where).isEqualTo(plain.outcome);
            assertThat(pool.moved()).as(where).isEqualTo(plain.moved);
            assertThat(pool.moves())
                    .as(where)
                    .allMatch(move -> !(move instanceof Move.OfHolder member) || member.position() == position);
            assertThat(List.of(state.assets(), state.supply(), state.issued(), state.volume()))
                    .as(where)
                    .isEqualTo(List.of(
                            plain.assets.longValueExact(),
                            plain.supply.longValueExact(),
                            plain.issued.longValueExact(),
                            plain.volume.longValueExact()));
            assertThat(pool.brokenLaws()).as(where).isEmpty();
            assertThat(state.unwinding()).as(where).isNull();
            Price shown = state.price(parameters);
            assertThat(compare(new BigInteger[] {big(shown.assets()), big(shown.supply())}, price()))
                    .as(where)
                    .isZero();
            assertThat(pool.holders()).as(where).isEqualTo(plainHolders());
        }

        private void assertLaws() {
            String where = name + ", " + command;
            BigInteger[] before = price;
            price = price();
            BigInteger held = plain.units.values().stream().reduce(BigInteger.ZERO, BigInteger::add);
            BigInteger owed = plain.units.values().stream().map(this::value).reduce(BigInteger.ZERO, BigInteger::add);

            assertThat(compare(price, before))
                    .as("the price never falls: " + where)
                    .isNotNegative();
            assertThat(plain.assets).as("assets are not negative: " + where).isNotNegative();
            assertThat(plain.supply).as("supply is what all hold: " + where).isEqualTo(held);
            assertThat(owed).as("the pool can pay every unit: " + where).isLessThanOrEqualTo(plain.assets);
            if (parameters.forcedExit()) {
                plain.received.forEach((member, received) -> assertThat(received)
                        .as("nobody receives more than quota granted: " + where)
                        .isLessThanOrEqualTo(plain.quotaGranted.getOrDefault(member, BigInteger.ZERO)));
                plain.units.forEach((member, units) -> assertThat(
                                units.signum() > 0 && value(units).compareTo(plain.quota.get(member)) >= 0)
                        .as("nobody stays whose units reach the quota: " + where)
                        .isFalse());
            }
        }

        private BigInteger value(BigInteger units) {
            return plain.supply.signum() == 0
                    ? BigInteger.ZERO
                    : units.multiply(plain.assets).divide(plain.supply);
        }

        private BigInteger[] price() {
            return plain.supply.signum() == 0
                    ? new BigInteger[] {plain.lastFen, plain.lastUnits}
                    : new BigInteger[] {plain.assets, plain.supply};
        }

        private Map<Long, EquityHolder> plainHolders() {
            Map<Long, EquityHolder> holders = new TreeMap<>();
            plain.units.forEach((member, units) -> {
                EquityHolder holder = new EquityHolder(
                        member, units.longValueExact(), plain.quota.get(member).longValueExact());
                if (holder.units() > 0 || holder.quota() > 0) {
                    holders.put(member, holder);
                }
            });
            return holders;
        }

        private long cash() {
            return switch (random.nextInt(10)) {
                case 0 -> random.nextLong(12);
                case 1 -> 10_000;
                case 2 -> scale == 3 ? random.nextLong(EquityState.LARGEST_VOLUME / 20) : random.nextLong(100_000_000);
                case 3 -> random.nextInt(40) == 0 ? EquityState.LARGEST_VOLUME : random.nextLong(1_000);
                default ->
                    random.nextLong(
                            switch (scale) {
                                case 0 -> 300;
                                case 1 -> 50_000;
                                case 2 -> 5_000_000;
                                default -> 1_000_000_000_000L;
                            });
            };
        }

        private long unitsOf(long member) {
            long held = plain.units.getOrDefault(member, BigInteger.ZERO).longValueExact();
            return switch (random.nextInt(6)) {
                case 0 -> 1;
                case 1 -> held + 1;
                case 2 -> Math.max(1, held / 2);
                case 3 -> 1 + random.nextLong(Math.max(1, held));
                default -> Math.max(1, held);
            };
        }

        private static int compare(BigInteger[] one, BigInteger[] other) {
            return one[0].multiply(other[1]).compareTo(other[0].multiply(one[1]));
        }

        private static BigInteger big(long value) {
            return BigInteger.valueOf(value);
        }
    }
}

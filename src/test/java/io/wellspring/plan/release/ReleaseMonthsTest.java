package io.wellspring.plan.release;

import static io.wellspring.plan.release.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.release.rules.PlainPlan;
import io.wellspring.plan.release.rules.PlainPlan.Day;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.testing.Books;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.AssetCode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random months of RELEASE plans through the log, settled in small steps by two nodes in turn: each day releases what
 * the plain reading of their description releases, every lot shrinks as it should, at the end every number agrees with
 * every other.
 */
class ReleaseMonthsTest {

    private static final int SEEDS = 3;
    private static final int DAYS = 20;
    private static final int MEMBERS = 14;

    private static final Set<String> seen = new TreeSet<>();

    private static final List<ReleaseParameters> PLANS = List.of(
            rules("tiers", "small 10 2.5, large 1000 3", "stars", "", "dailyRate", "0.3"),
            rules(
                    "tiers",
                    "one 100 1.7, two 5000 2.2",
                    "generations",
                    "0.5, 0.3, 0.111",
                    "dailyRate",
                    "0.1",
                    "stars",
                    "I 3000 0.1, II 20000 0.2, III 60000 0.35",
                    "peerRate",
                    "0.03",
                    "peerDepth",
                    "2"),
            rules(
                    "tiers",
                    "any 0.01 3",
                    "generations",
                    "",
                    "dailyRate",
                    "0.037",
                    "stars",
                    "I 1 0.9",
                    "peerRate",
                    "0.5",
                    "peerDepth",
                    "1"));

    private final Map<Long, Long> referrers = new HashMap<>();
    private final Map<Long, Long> points = new HashMap<>();
    private final Map<Long, PlainPlan> plans = new TreeMap<>();
    private TestDatabase database;
    private PlanNode[] nodes;
    private Random random;
    private int written;

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachDayReleasesWhatThePlainReadingReleasesAndTheBooksAgree(long seed) {
        random = new Random(seed);
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            if (random.nextInt(6) > 0) {
                referrers.put(member, random.nextBoolean() ? member - 1 : 1 + random.nextLong(member - 1));
                members.referred(member, referrers.get(member));
            }
        }
        try (PlanNode one = PlanNode.quiet(database, members, "members-per-step", "2");
                PlanNode two = PlanNode.quiet(database, members, "members-per-step", "3")) {
            nodes = new PlanNode[] {one, two};
            PLANS.forEach(parameters -> plans.put(one.plan(parameters), new PlainPlan(parameters, referrers)));
            for (int day = 0; day < DAYS; day++) {
                plans.forEach(this::sell);
                night(random.nextInt(6) == 0 ? 2 : 1);
            }
            plans.forEach(this::assertVolumes);
            new Books(database.jdbc()).assertAgree();
        }
    }

    /** Laws that hold because nothing happened would be worth little. */
    @AfterAll
    static void theMonthsWereEventful() {
        assertThat(seen)
                .contains(
                        "by referral",
                        "by team",
                        "by peers",
                        "a lot used up",
                        "less than was earned",
                        "added",
                        "deducted",
                        "refused");
    }

    private void sell(long plan, PlainPlan plain) {
        for (int orders = random.nextInt(5); orders > 0; orders--) {
            long buyer = 1 + random.nextInt(MEMBERS);
            long cash = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextLong(1_000_000);
            any().append(order(plan, "order " + written++, buyer, cash));
            plain.order(buyer, cash);
        }
        for (int adjustments = random.nextInt(3); adjustments > 0; adjustments--) {
            long amount = random.nextInt(4) == 0 ? random.nextLong(1, 60) : random.nextLong(-60_000, 60_000);
            adjust(plan, plain, 1 + random.nextInt(MEMBERS), amount);
        }
        any().drain(plan, 1 + random.nextInt(4));
    }

    private void adjust(long plan, PlainPlan plain, long member, long amount) {
        boolean releasing = random.nextBoolean();
        if (amount == 0) {
            return;
        }
        AssetCode asset = releasing ? AssetCode.RELEASING : AssetCode.POINT;
        any().append(nodes[0].adjustment(plan, "adjustment " + written++, member, asset, amount));
        boolean done = releasing ? plain.adjust(member, amount) : adjustPoints(member, amount);
        noteIf("added", done && amount > 0);
        noteIf("deducted", done && amount < 0);
        noteIf("refused", !done);
    }

    private boolean adjustPoints(long member, long amount) {
        long after = points.getOrDefault(member, 0L) + amount;
        if (after >= 0) {
            points.put(member, after);
        }
        return after >= 0;
    }

    private void night(int days) {
        database.advance(Duration.ofDays(days));
        for (Map.Entry<Long, PlainPlan> plan : plans.entrySet()) {
            LocalDate day = openDay(plan.getKey());
            any().append(command(plan.getKey(), "tick " + written++, CommandKind.TICK, null, "{}"));
            while (any().step(plan.getKey(), 10) != null) {
                // The next step is another's, or the same one's.
            }
            for (int n = 0; n < days; n++) {
                Map<Long, Day> released = plan.getValue().close();
                assertReleased(plan.getKey(), day.plusDays(n), released);
                released.forEach((member, of) ->
                        points.merge(member, of.due() + of.referral() + of.team() + of.peer(), Long::sum));
            }
            assertLots(plan.getKey(), plan.getValue());
            assertPoints();
        }
    }

    private void assertReleased(long plan, LocalDate day, Map<Long, Day> expected) {
        Map<Long, Day> found = new TreeMap<>();
        database.jdbc()
                .sql("SELECT * FROM release_payment WHERE plan_id = ? AND day = ?")
                .params(plan, day)
                .query(row -> {
                    Day released = new Day(
                            row.getLong("due"),
                            row.getLong("released_referral"),
                            row.getLong("released_team"),
                            row.getLong("released_peer"));
                    found.put(row.getLong("member_id"), released);
                    noteIf("by referral", released.referral() > 0);
                    noteIf("by team", released.team() > 0);
                    noteIf("by peers", released.peer() > 0);
                    noteIf("less than was earned", released.team() < row.getLong("team"));
                });
        assertThat(found).as("plan %d, %s", plan, day).isEqualTo(expected);
    }

    private void assertLots(long plan, PlainPlan plain) {
        for (long member = 1; member <= MEMBERS; member++) {
            List<Long> lots = database.jdbc()
                    .sql("SELECT remaining FROM release_lot WHERE plan_id = ? AND member_id = ? ORDER BY position")
                    .params(plan, member)
                    .query(Long.class)
                    .list();
            assertThat(lots).as("plan %d, member %d", plan, member).isEqualTo(plain.lots(member));
            noteIf("a lot used up", lots.contains(0L));
        }
    }

    private void assertPoints() {
        points.forEach((member, held) -> assertThat(database.jdbc()
                        .sql("SELECT coalesce(sum(amount), 0) FROM ledger_member_balance"
                                + " WHERE member_id = ? AND asset = 'POINT'")
                        .param(member)
                        .query(Long.class)
                        .single())
                .as("points of member %d", member)
                .isEqualTo(held));
    }

    private void assertVolumes(long plan, PlainPlan plain) {
        for (long member = 1; member <= MEMBERS; member++) {
            assertThat(database.jdbc()
                            .sql("SELECT coalesce(sum(cash), 0) FROM release_volume"
                                    + " WHERE plan_id = ? AND member_id = ? AND reach = 'NETWORK'")
                            .params(plan, member)
                            .query(Long.class)
                            .single())
                    .isEqualTo(plain.volume(member));
        }
    }

    private static void noteIf(String event, boolean happened) {
        if (happened) {
            seen.add(event);
        }
    }

    private PlanNode any() {
        return nodes[random.nextInt(nodes.length)];
    }

    private LocalDate openDay(long plan) {
        return database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
    }
}

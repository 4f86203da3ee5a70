package io.wellspring.plan.loop;

import static io.wellspring.plan.loop.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.PlainLoop;
import io.wellspring.plan.testing.Books;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random months of LOOP plans through the log, settled in small steps by two nodes in turn: each day pays what the plain
 * reading of their description pays, and at the end every number agrees with every other.
 */
class LoopMonthsTest {

    private static final int SEEDS = 3;
    private static final int DAYS = 31;
    private static final int MEMBERS = 9;

    private static final Set<String> seen = new TreeSet<>();

    private static final List<LoopParameters> PLANS = List.of(
            rules("levels", "V1 1 0.01, V2 5 0.03", "quotaMultiple", "0.5"),
            rules("weightBy", "QUOTA", "quotaMultiple", "0.3", "levels", "V1 0 0.4", "levelSplit", "BY_SHARES"),
            rules("referralShareRate", "1", "referralQuotaRate", "0.1", "levels", "V1 0 0.01, V2 11 0.02, V3 21 0.03"),
            rules("weightedRate", "1", "levels", "", "spendPerShare", "7"));

    private final Map<Long, Long> referrers = new HashMap<>();
    private final Map<Long, PlainLoop> plans = new HashMap<>();
    private TestDatabase database;
    private PlanNode[] nodes;
    private Random random;
    private int written;

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void eachDayPaysWhatThePlainReadingPaysAndTheBooksAgree(long seed) {
        random = new Random(seed);
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            if (random.nextInt(3) > 0) {
                referrers.put(member, 1 + random.nextLong(member - 1));
                members.referred(member, referrers.get(member));
            }
        }
        try (PlanNode one = PlanNode.quiet(database, members, "members-per-step", "2");
                PlanNode two = PlanNode.quiet(database, members, "members-per-step", "3")) {
            nodes = new PlanNode[] {one, two};
            PLANS.forEach(parameters -> plans.put(one.plan(parameters), new PlainLoop(parameters)));
            for (int day = 0; day < DAYS; day++) {
                plans.forEach(this::sell);
                night(random.nextInt(6) == 0 ? 2 : 1);
            }
            new Books(database.jdbc()).assertAgree();
        }
    }

    /** Laws that hold because nothing happened would be worth little. */
    @AfterAll
    static void theMonthsWereEventful() {
        assertThat(seen).contains("a level paid", "nobody paid", "quota used up", "something carried");
    }

    private void sell(long plan, PlainLoop plain) {
        for (int orders = random.nextInt(5); orders > 0; orders--) {
            long buyer = 1 + random.nextInt(MEMBERS);
            long cash = random.nextInt(8) == 0 ? random.nextInt(3) : random.nextLong(1_000_000);
            any().append(order(plan, "order " + written++, buyer, cash));
            plain.order(buyer, referrers.get(buyer), cash);
        }
        any().drain(plan, 1 + random.nextInt(4));
    }

    private void night(int days) {
        database.advance(Duration.ofDays(days));
        for (Map.Entry<Long, PlainLoop> plan : plans.entrySet()) {
            LocalDate day = openDay(plan.getKey());
            any().append(command(plan.getKey(), "tick " + written++, CommandKind.TICK, null, "{}"));
            while (any().step(plan.getKey(), 10) != null) {
                // The next step is another's, or the same one's.
            }
            for (int n = 0; n < days; n++) {
                assertPaid(plan.getKey(), day.plusDays(n), plan.getValue().close());
            }
            assertThat(number("SELECT (state->>'carried')::bigint FROM plan WHERE id = ?", plan.getKey()))
                    .isEqualTo(plan.getValue().carried().longValueExact());
        }
    }

    private void assertPaid(long plan, LocalDate day, Map<Long, BigInteger[]> plain) {
        plain.values().removeIf(parts -> parts[0].signum() == 0 && parts[1].signum() == 0);
        Map<Long, List<Long>> expected = new HashMap<>();
        plain.forEach(
                (member, parts) -> expected.put(member, List.of(parts[0].longValueExact(), parts[1].longValueExact())));
        Map<Long, List<Long>> found = new HashMap<>();
        database.jdbc()
                .sql("SELECT member_id, quota, weighted, level FROM loop_dividend WHERE plan_id = ? AND day = ?")
                .params(plan, day)
                .query(row -> {
                    long weighted = row.getLong("weighted");
                    long level = row.getLong("level");
                    found.put(row.getLong("member_id"), List.of(weighted, level));
                    noteIf("a level paid", level > 0);
                    noteIf("quota used up", weighted + level == row.getLong("quota"));
                });
        noteIf("nobody paid", found.isEmpty());
        noteIf("something carried", plans.get(plan).carried().signum() > 0);
        assertThat(found).as("plan %d, %s", plan, day).isEqualTo(expected);
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

    private long number(String sql, long plan) {
        return database.jdbc().sql(sql).param(plan).query(Long.class).single();
    }
}

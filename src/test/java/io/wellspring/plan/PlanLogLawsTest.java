package io.wellspring.plan;

import static io.wellspring.plan.PlanNode.now;
import static io.wellspring.plan.PlanNode.order;
import static io.wellspring.plan.PlanNode.poison;
import static io.wellspring.plan.PlanNode.redemption;
import static io.wellspring.plan.equity.Rules.rules;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.EquityParameters;
import io.wellspring.plan.equity.EquityState;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several sources append to several plans in parallel, two nodes write them in small transactions, days pass, rules
 * change, some commands are poison: then every number of the database is held against every other.
 */
class PlanLogLawsTest {

    private static final int SEEDS = 2;
    private static final int SOURCES = 4;
    private static final int COMMANDS = 120;
    private static final int MEMBERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<EquityParameters> PLANS = List.of(
            rules("grantRate", "0.20", "quotaMultiple", "0.45", "minSupply", "5"),
            rules(
                    "grantRate",
                    "0.05",
                    "referralGrantRate",
                    "0.05",
                    "quotaMultiple",
                    "0.4",
                    "referralQuotaMultiple",
                    "0.3"),
            rules("forcedExit", "false", "referralGrantRate", "0.30", "supplyCap", "500", "minSupply", "20"));

    private final List<Long> plans = new ArrayList<>();
    private TestDatabase database;
    private JdbcClient jdbc;

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverTheOrderOfEventsEveryNumberAgreesWithEveryOther(long seed) {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        KnownMembers members = referralTree(new Random(seed));
        try (PlanNode one = PlanNode.beating(database, members, settings(7));
                PlanNode two = PlanNode.beating(database, members, settings(16))) {
            PLANS.forEach(parameters -> plans.add(one.plan(parameters)));

            appendFromAllSources(seed, one, two);

            assertEveryCommandIsDecidedOnceInOrder();
            assertLinesAndBalancesAgree();
            assertHoldingsAndStatesAgree(one);
            plans.forEach(plan -> assertReplaysTheSame(one.replay(plan)));
        }
    }

    private void appendFromAllSources(long seed, PlanNode one, PlanNode two) {
        for (int day = 0; day < 3; day++) {
            int today = day;
            plans.forEach(plan -> one.append(one.parameters(plan, "version" + today, changed(plan, today))));
            Flux.range(0, SOURCES)
                    .flatMap(source -> append(
                            source % 2 == 0 ? one : two,
                            commands(new Random(seed * 100 + today * 10 + source), source, today)))
                    .blockLast(PATIENCE);
            if (day == 0) {
                awaitTheEnd();
            }
            database.advance(Duration.ofDays(1));
        }
        awaitTheEnd();
    }

    /** Every portion comes twice, as from a mall that lost the answer. */
    private static Flux<PlanLog.Entry> append(PlanNode node, List<NewCommand> commands) {
        return Flux.fromIterable(commands)
                .buffer(9)
                .concatMap(portion -> node.the(PlanLog.class)
                        .append(portion)
                        .concatWith(node.the(PlanLog.class)
                                .append(portion)
                                .flatMap(entry -> Mono.error(new AssertionError("appended twice: " + entry)))));
    }

    private List<NewCommand> commands(Random random, int source, int day) {
        List<NewCommand> commands = new ArrayList<>();
        for (int n = 0; n < COMMANDS; n++) {
            String key = "s" + source + "d" + day + "n" + n;
            long plan = plans.get(random.nextInt(plans.size()));
            long member = 1 + random.nextInt(MEMBERS);
            commands.add(
                    switch (random.nextInt(60)) {
                        case 0 -> poison(plan, key, member);
                        case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                            redemption(plan, key, member, 1 + random.nextLong(1L << (14 + random.nextInt(12))));
                        default -> order(plan, key, member, random.nextLong(10L << random.nextInt(16)));
                    });
        }
        Collections.shuffle(commands, random);
        return commands;
    }

    private EquityParameters changed(long plan, int day) {
        int which = (plans.indexOf(plan) + day) % PLANS.size();
        return PLANS.get(which);
    }

    private void assertEveryCommandIsDecidedOnceInOrder() {
        assertNone("a gap or a repetition among the positions of a plan", """
                SELECT plan_id, count(*), min(position), max(position), count(DISTINCT position) FROM plan_log
                 GROUP BY plan_id
                HAVING (count(*), count(DISTINCT position), min(position), max(position))
                       IS DISTINCT FROM (count(*), count(*), 1::bigint, count(*))
                """);
        assertNone("a plan that does not know its last position", """
                SELECT id, last_position FROM plan
                 WHERE last_position <> (SELECT count(*) FROM plan_log WHERE plan_id = plan.id)
                """);
        assertNone("a command without status, outcome or day, or a day that runs backwards", """
                SELECT id FROM (SELECT *, lag(business_day) OVER (PARTITION BY plan_id ORDER BY position) AS before
                                  FROM plan_log) AS log
                 WHERE status IS NULL OR outcome IS NULL OR business_day IS NULL OR business_day < before
                """);
        assertThat(jdbc.sql("SELECT count(*) FROM plan_log WHERE kind IN ('ORDER', 'REDEMPTION')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3 * SOURCES * COMMANDS);
        assertThat(jdbc.sql("SELECT DISTINCT status FROM plan_log ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("APPLIED", "FAILED", "REFUSED");
        assertThat(jdbc.sql("SELECT DISTINCT kind FROM ledger_member_line")
                        .query(String.class)
                        .list())
                .contains("ORDER_GRANT", "REFERRAL_GRANT", "REDEMPTION", "FORCED_EXIT", "CLOSING");
    }

    private void assertLinesAndBalancesAgree() {
        assertNone("a posting that is not balanced", """
                SELECT posting_id, asset, sum(amount)
                  FROM (SELECT posting_id, asset, amount FROM ledger_member_line
                        UNION ALL SELECT posting_id, asset, amount FROM ledger_plan_line) AS line
                 GROUP BY posting_id, asset HAVING sum(amount) <> 0
                """);
        assertNone("an asset whose accounts do not sum to zero in a plan", """
                SELECT plan_id, asset, sum(amount)
                  FROM (SELECT cause_plan_id AS plan_id, asset, amount FROM ledger_member_line
                        UNION ALL SELECT plan_id, asset, amount FROM ledger_plan_balance) AS account
                 GROUP BY plan_id, asset HAVING sum(amount) <> 0
                """);
        assertNone("a member's negative balance", "SELECT * FROM ledger_member_balance WHERE amount < 0");
        assertNone("a member's balance that is not the sum of its lines", """
                SELECT * FROM ledger_member_balance AS balance
                  FULL JOIN (SELECT member_id, asset, plan_id, sum(amount) AS amount FROM ledger_member_line
                              GROUP BY 1, 2, 3) AS lines USING (member_id, asset, plan_id)
                 WHERE balance.amount IS DISTINCT FROM lines.amount
                """);
        assertNone("a plan's balance that is not the sum of its lines", """
                SELECT * FROM ledger_plan_balance AS balance
                  FULL JOIN (SELECT plan_id, account, asset, sum(amount) AS amount FROM ledger_plan_line
                              GROUP BY 1, 2, 3) AS lines USING (plan_id, account, asset)
                 WHERE balance.amount IS DISTINCT FROM lines.amount
                """);
        assertNone("a member's line whose balance is not the running sum", """
                SELECT * FROM (SELECT *, sum(amount) OVER (PARTITION BY member_id, asset, plan_id ORDER BY id) AS sum
                                 FROM ledger_member_line) AS line WHERE balance <> sum
                """);
        assertNone("a plan's line whose balance is not the running sum", """
                SELECT * FROM (SELECT *, sum(amount) OVER (PARTITION BY plan_id, account, asset ORDER BY id) AS sum
                                 FROM ledger_plan_line) AS line WHERE balance <> sum
                """);
        assertNone("an account with two lines of one kind in a posting", """
                SELECT posting_id, account, asset, kind FROM ledger_plan_line GROUP BY 1, 2, 3, 4 HAVING count(*) > 1
                """);
        assertNone("a line that does not say the day of its command", """
                SELECT line.* FROM ledger_member_line AS line
                  JOIN plan_log ON plan_log.plan_id = cause_plan_id AND plan_log.position = line.position
                 WHERE line.business_day <> plan_log.business_day
                """);
        assertNone("a line whose command its posting does not cover", """
                SELECT line.* FROM ledger_member_line AS line JOIN ledger_posting AS posting ON posting.id = posting_id
                 WHERE NOT line.position BETWEEN first_position AND last_position
                """);
        assertNone("a line of a command that was not applied", """
                SELECT line.* FROM ledger_member_line AS line
                  LEFT JOIN plan_log ON plan_log.plan_id = cause_plan_id AND plan_log.position = line.position
                 WHERE plan_log.status IS DISTINCT FROM 'APPLIED'
                """);
    }

    private void assertHoldingsAndStatesAgree(PlanNode node) {
        assertNone("a holding that is not the ledger's", """
                SELECT * FROM (SELECT plan_id, member_id, units, quota FROM equity_holder) AS holder
                  FULL JOIN (SELECT plan_id, member_id,
                                    sum(amount) FILTER (WHERE asset = 'EQUITY') AS units,
                                    sum(amount) FILTER (WHERE asset = 'QUOTA') AS quota
                               FROM ledger_member_balance WHERE plan_id > 0 GROUP BY 1, 2) AS balance
                       USING (plan_id, member_id)
                 WHERE coalesce(holder.units, 0) <> coalesce(balance.units, 0)
                    OR coalesce(holder.quota, 0) <> coalesce(balance.quota, 0)
                """);
        for (long plan : plans) {
            EquityState state = stateOf(node, plan);
            assertThat(state.unwinding()).isNull();
            assertThat(state.supply())
                    .isEqualTo(sum("SELECT sum(units)::bigint FROM equity_holder WHERE plan_id = ?", plan))
                    .isEqualTo(-sum(balanceOf("ISSUED", "EQUITY"), plan));
            assertThat(state.assets()).isEqualTo(sum(balanceOf("POOL", "CNY"), plan));
            assertThat(state.issued())
                    .isEqualTo(sum(
                            "SELECT sum(amount)::bigint FROM ledger_member_line WHERE cause_plan_id = ?"
                                    + " AND asset = 'EQUITY' AND amount > 0",
                            plan));
        }
    }

    private EquityState stateOf(PlanNode node, long plan) {
        String state = jdbc.sql("SELECT state::text FROM plan WHERE id = ?")
                .param(plan)
                .query(String.class)
                .single();
        return node.json().readValue(state, EquityState.class);
    }

    private static void assertReplaysTheSame(List<ReplayNote> notes) {
        assertThat(notes).filteredOn(ReplayNote.Difference.class::isInstance).isEmpty();
        assertThat((ReplayNote.Verdict) notes.get(notes.size() - 1))
                .returns(true, ReplayNote.Verdict::same)
                .returns(true, ReplayNote.Verdict::complete);
    }

    private static String balanceOf(String account, String asset) {
        return "SELECT amount FROM ledger_plan_balance WHERE plan_id = ? AND account = '%s' AND asset = '%s'"
                .formatted(account, asset);
    }

    private long sum(String sql, long plan) {
        return jdbc.sql(sql).param(plan).query(Long.class).optional().orElse(0L);
    }

    private void assertNone(String what, String sql) {
        assertThat(jdbc.sql(sql).query().listOfRows()).as(what).isEmpty();
    }

    private void awaitTheEnd() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (isAnythingLeft()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            now(Mono.delay(Duration.ofMillis(20)));
        }
    }

    private boolean isAnythingLeft() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM plan_log WHERE position IS NULL)
                            OR EXISTS (SELECT FROM plan WHERE state->>'unwinding' IS NOT NULL)
                        """).query(Boolean.class).single();
    }

    private static KnownMembers referralTree(Random random) {
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            if (random.nextInt(4) > 0) {
                members.referred(member, 1 + random.nextLong(member - 1));
            }
        }
        return members;
    }

    private static String[] settings(int batch) {
        return new String[] {
            "batch-commands",
            String.valueOf(batch),
            "exits-per-transaction",
            "2",
            "poll-millis",
            "10",
            "tick-millis",
            "50"
        };
    }
}

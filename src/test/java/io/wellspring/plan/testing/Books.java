package io.wellspring.plan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.ConnectionFactory;
import io.wellspring.plan.equity.rules.EquityState;
import io.wellspring.plan.kind.RatesAsText;
import io.wellspring.plan.replay.ReplayNote;
import io.wellspring.plan.replay.Replays;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The books of a whole database: every number held against every other, and every log replayed. */
public final class Books {

    private static final JsonMapper JSON =
            JsonMapper.builder().addModule(new RatesAsText()).build();

    private static final Duration REPLAY_PATIENCE = Duration.ofSeconds(60);

    private final JdbcClient jdbc;

    public Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Waits until every command is decided and no plan has unfinished business. */
    public Books atRest(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (isAnythingLeft()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            LockSupport.parkNanos(20_000_000);
        }
        return this;
    }

    public void assertAgree() {
        assertEveryCommandIsDecidedOnceInOrder();
        assertLinesAndBalancesAgree();
        assertHoldingsAndStatesAgree();
        assertSettlementsAgree();
        assertReleasesAgree();
        assertEveryPlanReplaysTheSame();
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
                   AND NOT EXISTS (SELECT FROM ledger_posting WHERE id = posting_id AND cause IS NOT NULL)
                """);
    }

    private void assertHoldingsAndStatesAgree() {
        assertNone("a holding that is not the ledger's", """
                SELECT * FROM (SELECT plan_id, member_id, units, quota FROM equity_holder) AS holder
                  FULL JOIN (SELECT plan_id, member_id,
                                    sum(amount) FILTER (WHERE asset = 'EQUITY') AS units,
                                    sum(amount) FILTER (WHERE asset = 'QUOTA') AS quota
                               FROM ledger_member_balance
                              WHERE plan_id IN (SELECT id FROM plan WHERE kind = 'EQUITY') GROUP BY 1, 2) AS balance
                       USING (plan_id, member_id)
                 WHERE coalesce(holder.units, 0) <> coalesce(balance.units, 0)
                    OR coalesce(holder.quota, 0) <> coalesce(balance.quota, 0)
                """);
        for (long plan : plans("EQUITY")) {
            EquityState state = JSON.readValue(
                    jdbc.sql("SELECT state::text FROM plan WHERE id = ?")
                            .param(plan)
                            .query(String.class)
                            .single(),
                    EquityState.class);
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

    private void assertSettlementsAgree() {
        assertNone("what a member has in a LOOP plan that is not the ledger's", """
                SELECT * FROM loop_member AS member
                  FULL JOIN (SELECT plan_id, member_id,
                                    sum(amount) FILTER (WHERE asset = 'SHARE') AS shares,
                                    sum(amount) FILTER (WHERE asset = 'QUOTA') AS quota
                               FROM ledger_member_balance
                              WHERE plan_id IN (SELECT id FROM plan WHERE kind = 'LOOP') GROUP BY 1, 2) AS balance
                       USING (plan_id, member_id)
                 WHERE coalesce(member.shares, 0) <> coalesce(balance.shares, 0)
                    OR coalesce(member.quota, 0) <> coalesce(balance.quota, 0)
                """);
        assertNone("a closed day of a LOOP plan without a settlement, or the other way round", """
                SELECT plan_id, day FROM (SELECT plan_id, day FROM plan_day
                                           WHERE plan_id IN (SELECT id FROM plan WHERE kind = 'LOOP')) AS closed
                  FULL JOIN (SELECT * FROM loop_settlement WHERE stage = 'PUBLISHED') AS settled USING (plan_id, day)
                 WHERE closed.day IS NULL OR settled.stage IS NULL OR posted <> receivers
                """);
        assertNone("a pool that did not pay what its members received", """
                SELECT plan_id, day, sum(paid), receivers FROM loop_settlement JOIN loop_pool USING (plan_id, day)
                 GROUP BY plan_id, day, receivers
                HAVING (sum(paid), receivers) <> (
                       SELECT coalesce(sum(weighted + level), 0), count(*) FROM loop_dividend AS dividend
                        WHERE dividend.plan_id = loop_settlement.plan_id AND dividend.day = loop_settlement.day)
                """);
        assertNone("what was carried and did not arrive on the next day", """
                SELECT pool.plan_id, pool.day, pool.carried, next.carried_in
                  FROM loop_pool AS pool JOIN loop_settlement AS next
                       ON next.plan_id = pool.plan_id AND next.day = pool.day + 1
                 WHERE pool.number = 0 AND next.carried_in <> pool.carried
                """);
        assertNone("a LOOP plan whose pools do not hold what its state carries", """
                SELECT id FROM plan WHERE kind = 'LOOP'
                   AND ((state->>'carried')::bigint, 0) <> (
                       SELECT coalesce(sum(amount) FILTER (WHERE account = 'WEIGHTED_POOL'), 0),
                              coalesce(sum(amount) FILTER (WHERE account = 'LEVEL_POOL'), 0)
                         FROM ledger_plan_balance WHERE plan_id = plan.id AND asset = 'CNY')
                """);
    }

    private void assertReleasesAgree() {
        assertNone("releasing points that are not the ledger's", """
                SELECT * FROM (SELECT plan_id, member_id, sum(remaining) AS remaining FROM release_lot GROUP BY 1, 2) AS lot
                  FULL JOIN (SELECT plan_id, member_id, amount FROM ledger_member_balance WHERE asset = 'RELEASING')
                         AS balance USING (plan_id, member_id)
                 WHERE coalesce(remaining, 0) <> coalesce(amount, 0)
                """);
        assertNone("a lot that released more than was granted, or not what its plan released in all", """
                SELECT plan_id, sum(granted) - sum(remaining), released, deducted
                  FROM release_lot
                  LEFT JOIN (SELECT plan_id, sum(due + referral + team + peer) AS released
                               FROM release_settlement GROUP BY plan_id) AS settled USING (plan_id)
                  LEFT JOIN (SELECT cause_plan_id AS plan_id, -sum(amount) AS deducted
                               FROM ledger_member_line
                              WHERE asset = 'RELEASING' AND kind = 'ADJUSTMENT' AND amount < 0 GROUP BY 1) AS taken
                       USING (plan_id)
                 GROUP BY plan_id, released, deducted
                HAVING sum(granted) - sum(remaining) <> coalesce(released, 0) + coalesce(deducted, 0)
                    OR bool_or(remaining > granted)
                """);
        assertNone("a closed day of a RELEASE plan without a settlement, or the other way round", """
                SELECT plan_id, day FROM (SELECT plan_id, day FROM plan_day
                                           WHERE plan_id IN (SELECT id FROM plan WHERE kind = 'RELEASE')) AS closed
                  FULL JOIN (SELECT * FROM release_settlement WHERE stage = 'PUBLISHED') AS settled USING (plan_id, day)
                 WHERE closed.day IS NULL OR settled.stage IS NULL OR posted <> receivers
                """);
        assertNone("a network whose volume is not the orders' below", """
                WITH RECURSIVE sold AS (
                    SELECT plan_id, member_id, sum((body->>'cash')::bigint) AS cash,
                           sum((body->>'pointsPaid')::bigint) AS points
                      FROM plan_log JOIN plan ON plan.id = plan_id
                     WHERE plan.kind = 'RELEASE' AND plan_log.kind = 'ORDER' AND status = 'APPLIED' GROUP BY 1, 2),
                climbing AS (
                    SELECT plan_id, member_id, cash, points, 0 AS depth FROM sold
                     UNION ALL
                    SELECT plan_id, referrer_id, cash, points, depth + 1
                      FROM climbing JOIN release_member USING (plan_id, member_id) WHERE referrer_id > 0),
                below AS (
                    SELECT plan_id, member_id, 'NETWORK' AS reach, cash, points FROM climbing WHERE depth > 0
                     UNION ALL
                    SELECT plan_id, member_id, 'FIRST', cash, points FROM climbing WHERE depth = 1
                     UNION ALL
                    SELECT plan_id, member_id, 'SECOND', cash, points FROM climbing WHERE depth = 2)
                SELECT * FROM (SELECT plan_id, member_id, reach, sum(cash) AS cash, sum(points) AS points
                                 FROM below GROUP BY 1, 2, 3) AS below
                  FULL JOIN release_volume AS kept USING (plan_id, member_id, reach)
                 WHERE (below.cash, below.points) IS DISTINCT FROM (kept.cash::numeric, kept.points::numeric)
                """);
    }

    /** By the operators' replay, on the same database, with no application around it. */
    private void assertEveryPlanReplaysTheSame() {
        try (PlanNode node = PlanNode.over(connections())) {
            plans().forEach(plan -> assertReplaysTheSame(node.the(Replays.class), plan));
        }
    }

    private static void assertReplaysTheSame(Replays replays, long plan) {
        List<ReplayNote> notes = PlanNode.now(replays.replay(plan).collectList().timeout(REPLAY_PATIENCE));
        assertThat(notes).filteredOn(ReplayNote.Difference.class::isInstance).isEmpty();
        assertThat((ReplayNote.Verdict) notes.get(notes.size() - 1))
                .returns(true, ReplayNote.Verdict::same)
                .returns(true, ReplayNote.Verdict::complete);
    }

    private ConnectionFactory connections() {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host("127.0.0.1")
                .port(jdbc.sql("SELECT inet_server_port()").query(Integer.class).single())
                .database(jdbc.sql("SELECT current_database()")
                        .query(String.class)
                        .single())
                .username("postgres")
                .password("postgres")
                .build());
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

    private List<Long> plans() {
        return jdbc.sql("SELECT id FROM plan ORDER BY id").query(Long.class).list();
    }

    private List<Long> plans(String kind) {
        return jdbc.sql("SELECT id FROM plan WHERE kind = ? ORDER BY id")
                .param(kind)
                .query(Long.class)
                .list();
    }

    private boolean isAnythingLeft() {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM plan_log WHERE position IS NULL)
                            OR EXISTS (SELECT FROM plan WHERE unfinished OR paused)
                        """).query(Boolean.class).single();
    }
}

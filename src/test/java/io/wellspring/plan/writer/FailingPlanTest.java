package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.orders;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static io.wellspring.testing.Platform.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not a command's fault spends no command: the plan rests, says so, and goes on once it is made good. */
class FailingPlanTest {

    private TestDatabase database;
    private PlanNode node;
    private long plan;

    @BeforeEach
    void openAPlan() {
        database = TestDatabase.create();
        database.jdbc()
                .sql("ALTER DATABASE " + database.name() + " SET lock_timeout = '100ms'")
                .update();
        node = PlanNode.quiet(database, new KnownMembers(), "batch-commands", "16", "failures-in-a-row", "3");
        plan = node.plan(rules("forcedExit", "false"));
    }

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"40001, serialization", "40P01, deadlock", "57014, statement timeout", "57P01, shutdown", "53100, disk"
    })
    void whatPassesIsTriedAgainAndBlamesNobody(String state) {
        node.append(orders(plan, "o", 20, 10_000));
        failWhileWriting(state);
        wakeUntil("retried", 2);

        database.jdbc().sql("DROP TRIGGER pass ON ledger_member_line").update();
        assertAllApplied(20);
    }

    /** As a settlement's step that takes longer than a statement may. */
    @Test
    void whatDoesNotPassIsToldAndStillBlamesNobody() {
        node.append(orders(plan, "o", 20, 10_000));
        failWhileWriting("57014");
        wakeUntil("unserved", 1);
        assertThat(count("retried")).isEqualTo(10);
        assertThat(count("stalled")).isZero();

        database.jdbc().sql("DROP TRIGGER pass ON ledger_member_line").update();
        assertAllApplied(20);
    }

    @Test
    void aLockThatSomebodyHoldsForLongBlamesNobody() throws SQLException {
        node.append(order(plan, "first", 1, 10_000));
        node.drain(plan, 10);
        node.append(orders(plan, "o", 20, 10_000));
        try (Connection connection = holding("SELECT FROM ledger_member_balance WHERE member_id = 1 FOR UPDATE")) {
            wakeUntil("retried", 2);
            connection.rollback();
        }
        assertAllApplied(21);
    }

    @Test
    void aSessionThatIsEndedFromOutsideBlamesNobody() throws SQLException {
        database.jdbc()
                .sql("ALTER DATABASE " + database.name() + " SET lock_timeout = 0")
                .update();
        node.append(order(plan, "first", 1, 10_000));
        node.drain(plan, 10);
        node.append(orders(plan, "o", 20, 10_000));
        try (Connection connection = holding("SELECT FROM ledger_member_balance WHERE member_id = 1 FOR UPDATE")) {
            node.the(PlanWriters.class).wake(plan);
            until(this::endSessionsThatWait, ended -> ended > 0);
            until(() -> count("retried"), retried -> retried >= 1);
            connection.rollback();
        }
        assertAllApplied(21);
    }

    /** The ledger has none of the units that a holder has: every redemption of them fails, and will fail. */
    @Test
    void aPlanThatDisagreesWithTheLedgerStandsStillInsteadOfEatingItsLog() {
        node.append(order(plan, "bought", 1, 100_000));
        node.drain(plan, 10);
        setUnits(0);
        for (int n = 1; n <= 20; n++) {
            node.append(redemption(plan, "r" + n, 1, n == 3 ? 999_000_000 : 1_000_000));
        }

        wakeUntil("stalled", 1);

        assertThat(statuses()).containsExactly("APPLIED", "FAILED", "FAILED", "REFUSED", "FAILED");
        assertThat(count("commands.failed")).isEqualTo(3);

        setUnits(210_000_000);
        until(this::wakeAndCount, left -> left == 0);
        assertThat(statuses()).hasSize(21).endsWith("APPLIED");
        assertThat(statuses().stream().filter("FAILED"::equals)).hasSize(3);
    }

    @Test
    void aCommandThatIsAppliedMeanwhileLetsTheNextOnesFailAgain() {
        for (int n = 1; n <= 12; n++) {
            String key = "o" + n;
            node.append(n % 4 == 0 ? order(plan, key, n, 10_000) : PlanNode.poison(plan, key, n));
        }

        until(this::wakeAndCount, left -> left == 0);

        assertThat(statuses().stream().filter("FAILED"::equals)).hasSize(9);
        assertThat(count("stalled")).isZero();
    }

    /** As a node of the version before is, while a newer one already serves. */
    @Test
    void aPlanWhoseRulesThisNodeDoesNotHaveStandsStillHere() {
        node.append(orders(plan, "o", 20, 10_000));
        setRuleRevision(99);

        wakeUntil("stalled", 1);

        assertThat(statuses()).isEmpty();
        setRuleRevision(1);
        assertAllApplied(20);
    }

    private void failWhileWriting(String state) {
        database.jdbc().sql("""
                        CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'for a while' USING ERRCODE = '%s'; END $$;
                        CREATE TRIGGER pass BEFORE INSERT ON ledger_member_line
                            FOR EACH STATEMENT EXECUTE FUNCTION pass()
                        """.formatted(state)).update();
    }

    private void assertAllApplied(int commands) {
        until(this::wakeAndCount, left -> left == 0);
        assertThat(statuses()).hasSize(commands).containsOnly("APPLIED");
        assertThat(count("commands.failed")).isZero();
    }

    private void wakeUntil(String counter, int times) {
        until(
                () -> {
                    node.the(PlanWriters.class).wake(plan);
                    return count(counter);
                },
                counted -> counted >= times);
    }

    private long wakeAndCount() {
        node.the(PlanWriters.class).wake(plan);
        return pending();
    }

    private double count(String counter) {
        return node.the(MeterRegistry.class)
                .counter("wellspring.plan." + counter)
                .count();
    }

    private Connection holding(String lock) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(lock);
        }
        return connection;
    }

    private int endSessionsThatWait() {
        return database.jdbc().sql("""
                        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                         WHERE datname = current_database() AND wait_event_type = 'Lock'
                        """).query(Integer.class).single();
    }

    private long pending() {
        return database.jdbc()
                .sql("SELECT count(*) FROM plan_log WHERE position IS NULL")
                .query(Long.class)
                .single();
    }

    private List<String> statuses() {
        return database.jdbc()
                .sql("SELECT status FROM plan_log WHERE position IS NOT NULL ORDER BY position")
                .query(String.class)
                .list();
    }

    private void setUnits(long units) {
        database.jdbc()
                .sql("UPDATE ledger_member_balance SET amount = ? WHERE member_id = 1 AND asset = 'EQUITY'")
                .param(units)
                .update();
    }

    private void setRuleRevision(int revision) {
        database.jdbc().sql("ALTER TABLE plan_version DISABLE TRIGGER USER").update();
        database.jdbc()
                .sql("UPDATE plan_version SET rule_revision = ?")
                .param(revision)
                .update();
    }
}

package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;

/** Rules that were wrong, or a state that a hand has changed, could ask for more than a pool has: it is seen, and not paid. */
class SignRulesTest {

    private final TestDatabase database = TestDatabase.create();
    private final PlanNode node = PlanNode.quiet(database, new KnownMembers());

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void whatWouldBringAPoolBelowZeroFailsWithoutEffectAndIsToldOf() {
        long plan = node.plan(rules("forcedExit", "false"));
        node.append(order(plan, "bought", 1, 100_000));
        node.drain(plan, 10);
        Map<String, Long> bought = balances(plan);
        // The plan's state says that the pool has 300.00, the ledger that it has 15.00.
        setPool(plan, 1_500);
        Map<String, Long> before = balances(plan);
        double failures = failures();

        node.append(redemption(plan, "small", 1, 10_000_000), redemption(plan, "large", 1, 100_000_000));
        drive(plan);
        node.append(order(plan, "after", 2, 50_000));
        drive(plan);

        assertThat(status(plan, "small")).isEqualTo("APPLIED");
        assertThat(status(plan, "large")).isEqualTo("FAILED");
        assertThat(status(plan, "after")).isEqualTo("APPLIED");
        assertThat(failures() - failures).isEqualTo(1);
        assertThat(before).isNotEqualTo(bought);
        assertThat(balances(plan).get("POOL CNY")).isPositive();
        assertThat(lines(plan, "REDEMPTION")).isEqualTo(1);
    }

    @Test
    void aDayThatWouldPayMoreThanItsPoolHasIsNotPaid() {
        long plan = node.plan(io.wellspring.plan.loop.rules.Rules.rules());
        node.append(order(plan, "bought", 1, 1_000_000));
        node.drain(plan, 10);
        database.advance(Duration.ofDays(1));
        node.append(command(plan, "tick", CommandKind.TICK, null, "{}"));
        while (!"POSTING".equals(stage(plan))) {
            node.step(plan, 10);
        }
        database.jdbc()
                .sql(
                        "UPDATE ledger_plan_balance SET amount = amount - 1 WHERE plan_id = ? AND account = 'WEIGHTED_POOL'")
                .param(plan)
                .update();
        Map<String, Long> before = balances(plan);

        assertThatThrownBy(() -> node.step(plan, 10)).isInstanceOf(DataIntegrityViolationException.class);

        assertThat(balances(plan)).isEqualTo(before);
        assertThat(lines(plan, "WEIGHTED_DIVIDEND")).isZero();
    }

    /** A plan's book is opened with it, and has the signs of its kind's chart from the first posting on. */
    @Test
    void everyBalanceHasTheSignOfTheChart() {
        long plan = node.plan(rules("forcedExit", "false"));
        node.append(order(plan, "bought", 1, 100_000));
        node.drain(plan, 10);

        assertThat(database.jdbc()
                        .sql("SELECT kind FROM ledger_book WHERE id = ?")
                        .param(plan)
                        .query(String.class)
                        .single())
                .isEqualTo("PLAN");
        assertThat(database.jdbc()
                        .sql("SELECT concat_ws(' ', account, asset, sign) FROM ledger_plan_balance ORDER BY 1")
                        .query(String.class)
                        .list())
                .isEqualTo(List.of(
                        "ISSUED EQUITY NEVER_POSITIVE",
                        "ISSUED QUOTA NEVER_POSITIVE",
                        "POOL CNY NEVER_NEGATIVE",
                        "SALES CNY NEVER_POSITIVE"));
    }

    private void drive(long plan) {
        for (int steps = 0;
                database.jdbc()
                                .sql("SELECT count(*) FROM plan_log WHERE plan_id = ? AND position IS NULL")
                                .param(plan)
                                .query(Long.class)
                                .single()
                        > 0;
                steps++) {
            assertThat(steps).as("steps").isLessThan(50);
            now(node.the(PlanSteps.class).next(plan));
        }
    }

    private void setPool(long plan, long amount) {
        database.jdbc()
                .sql("UPDATE ledger_plan_balance SET amount = ? WHERE plan_id = ? AND account = 'POOL'")
                .params(amount, plan)
                .update();
    }

    private Map<String, Long> balances(long plan) {
        Map<String, Long> balances = new TreeMap<>();
        database.jdbc()
                .sql("SELECT account || ' ' || asset AS account, amount FROM ledger_plan_balance WHERE plan_id = ?")
                .param(plan)
                .query(row -> {
                    balances.put(row.getString("account"), row.getLong("amount"));
                });
        return balances;
    }

    private String status(long plan, String key) {
        return database.jdbc()
                .sql("SELECT status FROM plan_log WHERE plan_id = ? AND key = ?")
                .params(plan, key)
                .query(String.class)
                .single();
    }

    private String stage(long plan) {
        return database.jdbc()
                .sql("SELECT coalesce(max(stage), '') FROM loop_settlement WHERE plan_id = ?")
                .param(plan)
                .query(String.class)
                .single();
    }

    private long lines(long plan, String kind) {
        return database.jdbc()
                .sql("SELECT count(*) FROM ledger_member_line WHERE cause_plan_id = ? AND kind = ? AND asset = 'CNY'")
                .params(plan, kind)
                .query(Long.class)
                .single();
    }

    private double failures() {
        return node.the(MeterRegistry.class)
                .counter("wellspring.plan.commands.failed")
                .count();
    }
}

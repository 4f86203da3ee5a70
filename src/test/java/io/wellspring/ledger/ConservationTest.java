package io.wellspring.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wellspring.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;

/** What was changed by hand is found, and named by its asset and plan. */
class ConservationTest {

    private static TestDatabase database;
    private static GenericApplicationContext context;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        context = new GenericApplicationContext();
        database.register(context);
        context.refresh();
    }

    @Test
    void eachAssetOfEachPlanSumsToZeroOrIsCounted() {
        give(1, "CNY", 0, 500);
        hold(7, "CNY", -300);
        hold(8, "CNY", -200);
        give(1, "EQUITY", 7, 40);
        hold(7, "EQUITY", -40);
        assertThat(mismatches()).isZero();

        give(2, "CNY", 0, 1);
        assertThat(mismatches()).isEqualTo(1);

        // Units of one plan do not make up for those of another.
        give(2, "EQUITY", 7, 5);
        hold(8, "EQUITY", -5);
        assertThat(mismatches()).isEqualTo(3);
    }

    /** As one that was below zero before its account had a rule. */
    @Test
    void anAccountThatBreaksItsSignRuleIsCounted() {
        hold(9, "CNY", -1);
        hold(10, "CNY", 1);
        long before = mismatches();

        database.jdbc().sql("""
                        ALTER TABLE ledger_plan_balance DISABLE TRIGGER ledger_plan_balance_keeps_its_sign;
                        UPDATE ledger_plan_balance SET sign = 'NEVER_NEGATIVE' WHERE plan_id IN (9, 10);
                        ALTER TABLE ledger_plan_balance ENABLE TRIGGER ledger_plan_balance_keeps_its_sign
                        """).update();

        assertThat(mismatches() - before).isEqualTo(1);
        database.jdbc()
                .sql("UPDATE ledger_plan_balance SET sign = 'FREE' WHERE plan_id IN (9, 10)")
                .update();
    }

    @Test
    void aCheckThatDoesNotEndIsSeenByItsAge() {
        Instant start = Instant.parse("2026-03-04T00:00:00Z");
        Moving clock = new Moving(start);
        Conservation conservation = new Conservation(context.getBean(DatabaseClient.class), meters, clock);

        clock.now = start.plus(Duration.ofMinutes(11));
        assertThat(figure("wellspring.ledger.checked.age")).isEqualTo(660);

        conservation.check().block(Duration.ofSeconds(10));
        assertThat(figure("wellspring.ledger.checked.age")).isZero();
    }

    private long mismatches() {
        meters.clear();
        new Conservation(context.getBean(DatabaseClient.class), meters, Clock.systemUTC())
                .check()
                .block(Duration.ofSeconds(10));
        return figure("wellspring.ledger.mismatches");
    }

    private long figure(String name) {
        return (long) meters.get(name).gauge().value();
    }

    private static void give(long member, String asset, long plan, long amount) {
        database.jdbc()
                .sql("INSERT INTO ledger_member_balance VALUES (?, ?, ?, ?)")
                .params(member, asset, plan, amount)
                .update();
    }

    private static void hold(long plan, String asset, long amount) {
        database.jdbc()
                .sql("INSERT INTO ledger_plan_balance (plan_id, account, asset, amount) VALUES (?, 'POOL', ?, ?)")
                .params(plan, asset, amount)
                .update();
    }

    private static final class Moving extends Clock {

        private Instant now;

        private Moving(Instant now) {
            this.now = now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}

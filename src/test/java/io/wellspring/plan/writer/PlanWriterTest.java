package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.command;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.orders;
import static io.wellspring.plan.testing.PlanNode.poison;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.log.Bell;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.plan.log.Ticks;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the log of a plan is written: once, in order, day by day, and past commands that fail. */
class PlanWriterTest {

    private static final Duration A_DAY = Duration.ofDays(1);

    private static TestDatabase database;
    private static PlanNode node;
    private static PlanNode other;

    private long plan;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        node = PlanNode.quiet(database, new KnownMembers(), "batch-commands", "16");
        other = PlanNode.quiet(database, new KnownMembers(), "batch-commands", "16");
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void openAPlan() {
        plan = node.plan(rules());
    }

    @Test
    void twoWritersAtOnceApplyEveryCommandOnce() {
        node.append(orders(plan, "o", 200, 10_000));

        int decided = now(Flux.just(node, other)
                .flatMap(writer -> Mono.fromCallable(() -> drainAgainstAnother(writer))
                        .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                .reduce(0, Integer::sum));

        assertThat(decided).isEqualTo(200);
        assertThat(positions())
                .hasSize(200)
                .startsWith(1L)
                .endsWith(200L)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(poolOf(plan)).isEqualTo(200 * 3_000);
    }

    @Test
    void aWriterLeavesAPlanAloneThatAnotherHasAndAppendersGoOn() throws SQLException {
        node.append(order(plan, "before", 1, 10_000));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SELECT FROM plan WHERE id = " + plan + " FOR NO KEY UPDATE");

            assertThat(node.step(plan, 10)).isNull();
            node.append(order(plan, "meanwhile", 2, 10_000));
            connection.rollback();
        }
        assertThat(node.drain(plan, 10)).isEqualTo(2);
    }

    @Test
    void aRepeatedCommandIsLeftOutAndTheSameKeyInAnotherPlanIsNot() {
        long second = node.plan(rules());
        NewCommand once = order(plan, "same", 1, 10_000);

        List<Long> first = now(ids(once, once));
        List<Long> again = now(ids(order(plan, "same", 1, 99_999), order(second, "same", 1, 10_000)));

        assertThat(first).hasSize(1);
        assertThat(again).hasSize(1);
        assertThat(node.drain(plan, 10)).isEqualTo(1);
        assertThat(poolOf(plan)).isEqualTo(3_000);
        assertThat(node.drain(second, 10)).isEqualTo(1);
    }

    @Test
    void aCommandThatTheRulesRefuseIsRecordedWithItsReasonAndChangesNothing() {
        node.append(order(plan, "o1", 1, 10_000), PlanNode.redemption(plan, "r1", 1, 21_000_001));

        node.drain(plan, 10);

        assertThat(statuses()).containsExactly("APPLIED", "REFUSED");
        assertThat(column("outcome->>'code'")).containsExactly(null, "INSUFFICIENT_UNITS");
        assertThat(poolOf(plan)).isEqualTo(3_000);
    }

    @Test
    void aCommandThatFailsIsFoundRecordedAndStepsAsideForItsNeighbours() {
        for (int n = 1; n <= 40; n++) {
            String key = "o" + n;
            node.append(n == 7 || n == 8 || n == 33 ? poison(plan, key, n) : order(plan, key, n, 10_000));
        }

        node.the(Bell.class).ring(plan);
        await(() -> pending() == 0);

        assertThat(column("key", "status = 'FAILED'")).containsExactly("o7", "o8", "o33");
        assertThat(column("key", "status = 'APPLIED'")).hasSize(37);
        assertThat(poolOf(plan)).isEqualTo(37 * 3_000);
        assertThat(positions()).startsWith(1L).endsWith(40L).isSorted().doesNotHaveDuplicates();
    }

    /** The driver takes this state for an outage; taken at its word, the plan would wait for ever. */
    @Test
    void aCommandThatTheDatabaseRefusesInItsOwnWordsStepsAsideToo() {
        database.jdbc().sql("""
                        CREATE FUNCTION refuse_seven() RETURNS trigger LANGUAGE plpgsql AS
                        $$ BEGIN RAISE EXCEPTION 'not this one' USING ERRCODE = 'P0001'; END $$;
                        CREATE TRIGGER refuse_seven BEFORE INSERT ON ledger_member_line
                            FOR EACH ROW WHEN (NEW.member_id = 7) EXECUTE FUNCTION refuse_seven()
                        """).update();
        node.append(orders(plan, "o", 20, 10_000));

        try {
            node.the(Bell.class).ring(plan);
            await(() -> pending() == 0);
        } finally {
            database.jdbc()
                    .sql("DROP TRIGGER refuse_seven ON ledger_member_line; DROP FUNCTION refuse_seven()")
                    .update();
        }

        assertThat(column("key", "status = 'FAILED'")).containsExactly("o7");
        assertThat(poolOf(plan)).isEqualTo(19 * 3_000);
    }

    @Test
    void aCommandThatTwoWritersSawFailIsRecordedOnceAndTheNextIsNotBlamed() {
        node.append(poison(plan, "bad", 1), order(plan, "good", 2, 10_000));
        BatchFailed seenHere = failureOf(node);
        BatchFailed seenThere = failureOf(other);

        Command recorded = node.the(PlanWriter.class).fail(plan, seenHere).block();
        Command again = other.the(PlanWriter.class).fail(plan, seenThere).block();
        node.drain(plan, 10);

        assertThat(recorded).isNotNull();
        assertThat(again).isNull();
        assertThat(statuses()).containsExactly("FAILED", "APPLIED");
    }

    @Test
    void aPlanWhoseOwnStateFailsStandsStillAndNoCommandIsBlamed() {
        node.append(orders(plan, "o", 3, 10_000));
        String state = database.jdbc()
                .sql("SELECT state::text FROM plan WHERE id = ?")
                .param(plan)
                .query(String.class)
                .single();
        setState("{\"unwinding\":{\"reason\":\"FORCED_EXIT\",\"position\":0},\"assets\":5,\"supply\":1,"
                + "\"issued\":1,\"volume\":0,\"lastPrice\":null}");
        giveUnitsUnknownToTheLedger(1);

        for (int times = 0; times < 8; times++) {
            node.the(Bell.class).ring(plan);
            pause();
        }
        assertThat(pending()).isEqualTo(3);

        takeUnits();
        setState(state);
        assertThat(node.drain(plan, 10)).isEqualTo(3);
        assertThat(statuses()).containsOnly("APPLIED");
    }

    @Test
    void aNewDayClosesTheOneBeforeFirst() {
        LocalDate today = openDay();
        node.append(order(plan, "today", 1, 10_000));
        database.advance(A_DAY);
        node.append(order(plan, "tomorrow", 2, 10_000));

        PlanWriter.Written first = node.step(plan, 10);
        PlanWriter.Written second = node.step(plan, 10);
        PlanWriter.Written third = node.step(plan, 10);

        assertThat(first.commands()).isEqualTo(1);
        assertThat(second.commands()).isZero();
        assertThat(second.plan().openDay()).isEqualTo(today.plusDays(1));
        assertThat(third.commands()).isEqualTo(1);
        assertThat(column("business_day::text"))
                .containsExactly(today.toString(), today.plusDays(1).toString());
        assertThat(closedDays()).containsExactly(Map.of("day", today.toString(), "last", 1L, "assets", "3000"));
    }

    @Test
    void aCommandAppendedBeforeMidnightAndAppliedAfterItBelongsToTheOpenDay() {
        LocalDate today = openDay();
        node.append(order(plan, "late", 1, 10_000));
        database.advance(A_DAY);

        node.drain(plan, 10);

        assertThat(column("business_day::text")).containsExactly(today.toString());
        assertThat(openDay()).isEqualTo(today);
    }

    @Test
    void aCommandOfADayThatIsAlreadyClosedBelongsToTheOpenDay() {
        LocalDate today = openDay();
        node.append(order(plan, "o1", 1, 10_000));
        database.advance(A_DAY);
        node.append(order(plan, "o2", 2, 10_000));
        node.drain(plan, 10);
        database.advance(A_DAY.negated());
        node.append(order(plan, "o3", 3, 10_000));

        node.drain(plan, 10);

        assertThat(column("business_day::text"))
                .last()
                .isEqualTo(today.plusDays(1).toString());
        database.advance(A_DAY);
    }

    @Test
    void daysThatNobodySawAreClosedInOrder() {
        LocalDate today = openDay();
        node.append(order(plan, "o1", 1, 10_000));
        node.drain(plan, 10);
        database.advance(A_DAY.multipliedBy(3));
        node.append(order(plan, "o2", 2, 10_000));

        node.drain(plan, 10);

        assertThat(closedDays())
                .extracting(day -> day.get("day"))
                .containsExactly(
                        today.toString(),
                        today.plusDays(1).toString(),
                        today.plusDays(2).toString());
        assertThat(openDay()).isEqualTo(today.plusDays(3));
    }

    @Test
    void aTickClosesQuietPlansOnceADay() {
        LocalDate today = openDay();
        database.advance(A_DAY);

        node.the(Ticks.class).append().block();
        node.the(Ticks.class).append().block();
        other.the(Ticks.class).append().block();
        await(() -> pending() == 0);
        node.drain(plan, 10);

        assertThat(column("kind")).containsExactly("TICK");
        assertThat(openDay()).isEqualTo(today.plusDays(1));
        assertThat(closedDays()).hasSize(1);
    }

    @Test
    void newParametersServeFromTheStartOfTheNextDay() {
        node.append(node.parameters(plan, "v2", rules("contributionRate", "0.50")), order(plan, "today", 1, 10_000));
        node.drain(plan, 10);
        assertThat(poolOf(plan)).isEqualTo(3_000);

        database.advance(A_DAY);
        node.append(order(plan, "tomorrow", 2, 10_000));
        node.drain(plan, 10);

        assertThat(poolOf(plan)).isEqualTo(3_000 + 5_000);
    }

    @Test
    void newParametersForADayFurtherOffWaitForItAndEachClosedDayNamesItsVersion() {
        LocalDate today = openDay();
        String body =
                "{\"effectiveDay\":\"%s\",\"parameters\":{\"contributionRate\":\"0.50\"}}".formatted(today.plusDays(2));
        node.append(command(plan, "v2", CommandKind.PARAMETERS, null, body));
        for (int day = 1; day <= 3; day++) {
            database.advance(A_DAY);
            node.append(order(plan, "day" + day, 1, 10_000));
            node.drain(plan, 10);
        }

        assertThat(poolOf(plan)).isEqualTo(3_000 + 5_000 + 5_000);
        assertThat(database.jdbc()
                        .sql("SELECT version_number FROM plan_day WHERE plan_id = ? ORDER BY day")
                        .param(plan)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 1, 2);
    }

    @Test
    void parametersThatAreNotAcceptableOrNotLaterAreRefused() {
        String tooMuch = "{\"parameters\":{\"grantRate\":\"1.1\"}}";
        String tooSoon = "{\"effectiveDay\":\"%s\",\"parameters\":{}}".formatted(openDay());
        String unknown = "{\"parameters\":{\"grantrate\":\"0.1\"}}";
        node.append(
                command(plan, "v2", CommandKind.PARAMETERS, null, tooMuch),
                command(plan, "v3", CommandKind.PARAMETERS, null, tooSoon),
                command(plan, "v4", CommandKind.PARAMETERS, null, unknown));

        node.drain(plan, 10);

        assertThat(statuses()).containsOnly("REFUSED");
        assertThat(column("outcome->>'code'"))
                .containsExactly("GRANT_RATES_ABOVE_ONE", "EFFECTIVE_DAY_NOT_LATER", "UNKNOWN_FIELD");
    }

    @Test
    void aWriterStoppedMidwayLeavesNothingBehindAndTheStepCanBeDoneAgain() {
        node.append(orders(plan, "o", 50, 10_000));
        for (int millis = 0; millis < 30; millis += 2) {
            node.the(PlanWriter.class)
                    .step(plan, 5)
                    .timeout(Duration.ofMillis(millis), Mono.empty())
                    .block();
        }
        await(() -> node.drain(plan, 5) >= 0 && pending() == 0);

        assertThat(positions()).startsWith(1L).endsWith(50L).isSorted().doesNotHaveDuplicates();
        assertThat(poolOf(plan)).isEqualTo(50 * 3_000);
        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM ledger_member_line WHERE cause_plan_id = ? AND asset = 'EQUITY'")
                        .param(plan)
                        .query(Long.class)
                        .single())
                .isEqualTo(50);
    }

    private int drainAgainstAnother(PlanNode writer) {
        int decided = 0;
        while (pending() > 0) {
            decided += writer.drain(plan, 7);
        }
        return decided;
    }

    private BatchFailed failureOf(PlanNode writer) {
        try {
            writer.step(plan, 1);
        } catch (BatchFailed failure) {
            return failure;
        }
        throw new AssertionError("the command did not fail");
    }

    private static Mono<List<Long>> ids(NewCommand... commands) {
        return node.the(PlanLog.class)
                .append(List.of(commands))
                .map(PlanLog.Entry::id)
                .collectList();
    }

    private long pending() {
        return database.jdbc()
                .sql("SELECT count(*) FROM plan_log WHERE plan_id = ? AND position IS NULL")
                .param(plan)
                .query(Long.class)
                .single();
    }

    private List<Long> positions() {
        return database.jdbc()
                .sql("SELECT position FROM plan_log WHERE plan_id = ? ORDER BY id")
                .param(plan)
                .query(Long.class)
                .list();
    }

    private List<String> statuses() {
        return column("status");
    }

    private List<String> column(String column) {
        return column(column, "true");
    }

    private List<String> column(String column, String where) {
        return database.jdbc()
                .sql("SELECT " + column + " AS value FROM plan_log WHERE plan_id = ? AND " + where
                        + " ORDER BY position, id")
                .param(plan)
                .query((row, number) -> row.getString("value"))
                .list();
    }

    private List<Map<String, Object>> closedDays() {
        return database.jdbc()
                .sql("SELECT day::text AS day, last_position AS last, state->>'assets' AS assets FROM plan_day"
                        + " WHERE plan_id = ? ORDER BY day")
                .param(plan)
                .query()
                .listOfRows();
    }

    private LocalDate openDay() {
        return database.jdbc()
                .sql("SELECT open_day FROM plan WHERE id = ?")
                .param(plan)
                .query(LocalDate.class)
                .single();
    }

    private static long poolOf(long plan) {
        return database.jdbc()
                .sql("SELECT amount FROM ledger_plan_balance WHERE plan_id = ? AND account = 'POOL' AND asset = 'CNY'")
                .param(plan)
                .query(Long.class)
                .single();
    }

    private void setState(String state) {
        database.jdbc()
                .sql("UPDATE plan SET state = ?::jsonb WHERE id = ?")
                .param(state)
                .param(plan)
                .update();
    }

    private void giveUnitsUnknownToTheLedger(long member) {
        database.jdbc()
                .sql("INSERT INTO equity_holder (plan_id, member_id, units, quota) VALUES (?, ?, 1, 0)")
                .param(plan)
                .param(member)
                .update();
    }

    private void takeUnits() {
        database.jdbc()
                .sql("DELETE FROM equity_holder WHERE plan_id = ?")
                .param(plan)
                .update();
    }

    private static void await(BooleanSupplier reached) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}

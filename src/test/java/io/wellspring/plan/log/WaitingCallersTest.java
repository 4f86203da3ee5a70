package io.wellspring.plan.log;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.poison;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static io.wellspring.testing.Platform.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.pool.ConnectionPool;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How callers wait for what becomes of their command, on two nodes. */
class WaitingCallersTest {

    private static TestDatabase database;
    private static PlanNode node;
    private static PlanNode other;

    private long plan;

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        node = PlanNode.beating(database, new KnownMembers(), "outcome-wait-millis", "5000");
        other = PlanNode.beating(database, new KnownMembers(), "outcome-wait-millis", "5000");
    }

    @AfterAll
    static void stop() {
        node.close();
        other.close();
    }

    @BeforeEach
    void openAPlan() {
        plan = node.plan(rules());
        now(node.the(Submissions.class).submit(order(plan, "bought" + plan, 1, 100_000)));
    }

    @ParameterizedTest
    @CsvSource({"1000000, APPLIED", "999000000, REFUSED", "-1, FAILED"})
    void aRepeatGetsTheSameAnswerOnWhicheverNodeAndHoweverOften(long units, String status) {
        NewCommand command = redemption(plan, "again" + plan, 1, units);

        List<LoggedCommand> answers = now(bothNodesTwentyTimes(command));
        answers.addAll(now(bothNodesTwentyTimes(command)));

        assertThat(answers).hasSize(40).allMatch(answer -> status.equals(answer.status()));
        assertThat(answers.stream().distinct()).hasSize(1);
    }

    @Test
    void aRepeatOfACommandThatIsStillPendingWaitsWithTheFirst() throws SQLException {
        try (Connection lock = lock()) {
            var answers = bothNodesTwentyTimes(redemption(plan, "pending" + plan, 1, 1_000_000))
                    .toFuture();
            until(() -> waiting(node) + waiting(other), callers -> callers == 20);
            lock.rollback();

            assertThat(answers.join().stream().distinct())
                    .singleElement()
                    .extracting(LoggedCommand::status)
                    .isEqualTo("APPLIED");
        }
        assertThat(waiting(node) + waiting(other)).isZero();
    }

    @Test
    void aKeyThatStandsForSomethingElseIsRefusedInEveryState() {
        long second = node.plan(rules());
        for (NewCommand command : List.of(
                redemption(plan, "applied" + plan, 1, 1_000_000),
                redemption(plan, "refused" + plan, 1, 999_000_000),
                poison(plan, "failed" + plan, 1))) {
            now(node.the(Submissions.class).submit(command));

            assertThatThrownBy(() -> submit(redemption(plan, command.key(), 1, 7)))
                    .isInstanceOf(Refusal.class);
            assertThatThrownBy(() -> submit(new NewCommand(
                            second,
                            command.source(),
                            command.key(),
                            command.kind(),
                            1L,
                            command.body(),
                            command.fingerprint())))
                    .isInstanceOf(Refusal.class);
        }
    }

    @Test
    void whoComesBeyondTheBoundIsSentAwayAtOnce() throws SQLException {
        try (PlanNode small = PlanNode.beating(
                        database, new KnownMembers(), "max-waiting-callers", "3", "outcome-wait-millis", "10000");
                Connection lock = lock()) {
            Disposable three = Flux.range(1, 3)
                    .flatMap(n -> small.the(Submissions.class)
                            .submit(redemption(plan, "early" + plan + "-" + n, 1, 1_000_000)))
                    .subscribe();
            until(() -> waiting(small), callers -> callers == 3);

            LoggedCommand late = small.the(Submissions.class)
                    .submit(redemption(plan, "late" + plan, 1, 1_000_000))
                    .block(Duration.ofSeconds(5));

            assertThat(late.isDecided()).isFalse();
            three.dispose();
            assertThat(waiting(small)).isZero();
            lock.rollback();
        }
    }

    /** Some leave while they wait for a connection, some in the middle of appending, some while they wait. */
    @Test
    void callersWhoLeaveAtAnyMomentLeaveNothingBehind() throws SQLException {
        Random random = new Random(7);
        try (Connection lock = lock()) {
            Flux.range(1, 600)
                    .flatMap(
                            n -> node.the(Submissions.class)
                                    .submit(redemption(plan, "left" + plan + "-" + n, 1, 1_000_000))
                                    .take(Duration.ofNanos(random.nextInt(30_000_000))),
                            60)
                    .blockLast(Duration.ofSeconds(30));

            until(() -> waiting(node), callers -> callers == 0);
            until(WaitingCallersTest::openTransactions, open -> open.size() == 1);
            until(() -> acquiredConnections(node), acquired -> acquired < 3);
            lock.rollback();
        }
        assertThat(now(bothNodesTwentyTimes(redemption(plan, "after" + plan, 1, 1_000_000))))
                .allMatch(LoggedCommand::isDecided);
    }

    @Test
    void aCrowdCostsALookNoMoreThanAFewDo() throws SQLException {
        try (PlanNode quiet = PlanNode.quiet(database, new KnownMembers(), "outcome-wait-millis", "10000");
                Connection lock = lock()) {
            List<Long> ids = appended(quiet, 10_000);
            Disposable crowd = Flux.fromIterable(ids)
                    .flatMap(quiet.the(Outcomes.class)::await, ids.size())
                    .subscribe();
            assertThat(waiting(quiet)).isEqualTo(ids.size());

            double all = millis(quiet.the(PlanLog.class).decided(ids).then());
            double some = millis(Mono.defer(quiet.the(Outcomes.class)::look));

            System.out.printf("10,000 wait: %.1f ms to look at all of them, %.1f ms a look%n", all, some);
            assertThat(some).isLessThan(all);
            crowd.dispose();
            assertThat(waiting(quiet)).isZero();
            lock.rollback();
        }
    }

    @Test
    void everybodyInACrowdIsToldInTurn() {
        try (PlanNode quiet = PlanNode.quiet(
                database, new KnownMembers(), "outcomes-per-look", "100", "outcome-wait-millis", "10000")) {
            List<Long> ids = appended(quiet, 1_000);
            until(() -> pendingOf(plan), left -> left == 0);
            Outcomes outcomes = quiet.the(Outcomes.class);
            var told = Flux.fromIterable(ids)
                    .flatMap(outcomes::await, ids.size())
                    .count()
                    .toFuture();

            Mono.defer(outcomes::look).repeat(9).blockLast();

            assertThat(waiting(quiet)).isZero();
            assertThat(told.join()).isEqualTo(ids.size());
        }
    }

    private List<Long> appended(PlanNode by, int orders) {
        return now(by.the(PlanLog.class)
                .append(List.of(PlanNode.orders(plan, "crowd" + plan + "-", orders, 100)))
                .map(PlanLog.Entry::id)
                .collectList());
    }

    private static int acquiredConnections(PlanNode by) {
        return by.the(ConnectionPool.class).getMetrics().orElseThrow().acquiredSize();
    }

    /** Of the middle one of several, for the machine may be busy with other things too. */
    private static double millis(Mono<Void> work) {
        return IntStream.range(0, 15)
                        .mapToLong(n -> {
                            long start = System.nanoTime();
                            work.block();
                            return System.nanoTime() - start;
                        })
                        .sorted()
                        .toArray()[7]
                / 1e6;
    }

    private static Mono<List<LoggedCommand>> bothNodesTwentyTimes(NewCommand command) {
        return Flux.range(0, 20)
                .flatMap(n -> (n % 2 == 0 ? node : other).the(Submissions.class).submit(command), 20)
                .collectList();
    }

    private static void submit(NewCommand command) {
        now(other.the(Submissions.class).submit(command));
    }

    private static int waiting(PlanNode where) {
        return (int) where.the(MeterRegistry.class)
                .get("wellspring.plan.callers.waiting")
                .gauge()
                .value();
    }

    private Connection lock() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM plan WHERE id = " + plan + " FOR NO KEY UPDATE");
        }
        return connection;
    }

    private static List<String> openTransactions() {
        return database.jdbc().sql("""
                        SELECT query FROM pg_stat_activity
                         WHERE datname = current_database() AND state LIKE 'idle in transaction%'
                        """).query(String.class).list();
    }

    private static long pendingOf(long plan) {
        return database.jdbc()
                .sql("SELECT count(*) FROM plan_log WHERE plan_id = ? AND position IS NULL")
                .param(plan)
                .query(Long.class)
                .single();
    }
}

package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A node falls asleep while it holds a plan's row in a transaction, as a paused machine would. */
class PausedNodeIT {

    private static final Duration LIMIT = Duration.ofSeconds(1);
    private static final Duration FOR_THE_REST = Duration.ofSeconds(4);
    private static final int MORE_STEPS_THAN_TIME = 4000;
    private static final int NAPS = 2;
    private static final int TRIES = 200;

    private final Ground.Database database = Ground.copy();
    private final JdbcClient jdbc = database.jdbc();
    private final Books books = new Books(jdbc);
    private final Told told = new Told();

    @Test
    void theOtherOneTakesOverInTimeAndTheSleeperDoesNoHarmWhenItWakes() throws IOException, InterruptedException {
        try (Cluster cluster = Cluster.ofTwo(database, limits(7))) {
            Replica sleeper = cluster.one();
            Crowd crowd = cluster.crowd(told, "day", 1, MORE_STEPS_THAN_TIME);

            long plan = fallAsleepHoldingAPlan(sleeper);
            long position = position(plan);
            Duration takenOverAfter = Await.until("another writer", () -> position(plan) > position);
            System.out.println("taken over after " + takenOverAfter.toMillis() + " ms");
            assertThat(takenOverAfter).isLessThan(LIMIT.plus(FOR_THE_REST));

            sleeper.resume();
            crowd.stop().join();
            new Sender(sleeper::address, told).send(new Script(Ground.world(), "evening", 1).next(20));

            books.atRest(Await.PATIENCE).assertAgree();
            told.assertKept(jdbc);
            assertThat(sleeper.alarms()).isEmpty();
        }
    }

    @Test
    void aNodeThatIsAloneBlamesNoCommandForItsSleep() throws IOException, InterruptedException {
        try (Replica sleeper = Replica.start(Ground.ONE, database, limits(1))) {
            Crowd crowd = Crowd.start(sleeper::address, told, scripts());
            for (int nap = 0; nap < NAPS; nap++) {
                fallAsleepHoldingAPlan(sleeper);
                Await.until("the server gave up", () -> sleeper.scene().writing() == 0);
                sleeper.resume();
            }
            crowd.stop().join();

            books.atRest(Await.PATIENCE).assertAgree();
            told.assertKept(jdbc);
            assertThat(sleeper.alarms()).isEmpty();
        }
    }

    /** It is caught between two statements: only then nothing but the server's patience ends its transaction. */
    private long fallAsleepHoldingAPlan(Replica node) throws IOException, InterruptedException {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Await.until("it writes", () -> node.scene().writing() > 0);
            node.pause();
            List<Long> held = heldBy(node);
            if (!held.isEmpty()) {
                return held.get(0);
            }
            node.resume();
        }
        throw new AssertionError("It was never caught.");
    }

    /** What it holds once the server has nothing more to do for it. */
    private List<Long> heldBy(Replica node) {
        Await.until("the server is done", () -> node.scene().working() == 0);
        return jdbc.sql("""
                        SELECT plan.id FROM plan JOIN pg_stat_activity ON backend_xid = plan.xmax
                         WHERE usename = :user AND pg_stat_activity.state = 'idle in transaction'
                        """).param("user", node.user()).query(Long.class).list();
    }

    private long position(long plan) {
        return jdbc.sql("SELECT last_position FROM plan WHERE id = ?")
                .param(plan)
                .query(Long.class)
                .single();
    }

    private static List<List<Step>> scripts() {
        return IntStream.range(0, 4)
                .mapToObj(n -> new Script(Ground.world(), "sender" + n, n).next(MORE_STEPS_THAN_TIME))
                .toList();
    }

    private static Map<String, String> limits(int batchCommands) {
        return Map.of(
                "WELLSPRING_DATABASESESSION_IDLEINTRANSACTIONMILLIS",
                String.valueOf(LIMIT.toMillis()),
                "WELLSPRING_PLAN_BATCHCOMMANDS",
                String.valueOf(batchCommands));
    }
}

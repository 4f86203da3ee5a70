package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import io.wellspring.testing.JavaProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PostgreSQL dies while a node is at work, and comes back. */
class KilledDatabaseIT {

    private static final int ROUNDS = Math.max(1, Kills.eachTest() / 10);
    private static final int MORE_STEPS_THAN_TIME = 4000;
    private static final int CLEAR_ANSWERS = 20;
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void callersAreToldSoAndTheNodeServesAgainSoonAfterItsReturn() throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        Told told = new Told();
        List<List<Step>> done = new ArrayList<>();
        try (Replica node = Replica.start(Ground.ONE, database, Map.of())) {
            for (int round = 0; round < ROUNDS; round++) {
                Crowd crowd = Crowd.of(node::address, told, "round" + round, round, MORE_STEPS_THAN_TIME);
                crowd.whenSettled(20, 5_000);
                int busy = told.timesBusy();

                Ground.server().kill();
                Await.until("callers are told", () -> told.timesBusy() > busy + CLEAR_ANSWERS);
                assertThat(readiness(node)).isEqualTo(503);

                int settled = crowd.settled();
                Ground.server().restart();
                Duration away = Await.until("it serves", () -> crowd.settled() > settled);
                System.out.println("serves again after " + away.toMillis() + " ms");
                assertThat(away).isLessThan(SOON);
                done.addAll(crowd.stop().join());
            }
            new Books(database.jdbc()).atRest(Await.PATIENCE);
            told.assertKept(database.jdbc());

            Crowd.start(node::address, told, done).join();

            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            told.assertKept(database.jdbc());
            assertThat(readiness(node)).isEqualTo(200);
            assertThat(told.timesNothing()).as("calls without an answer").isZero();
            assertThat(node.alarms()).isEmpty();
        }
        System.out.println(told);
    }

    private static int readiness(Replica node) throws IOException, InterruptedException {
        return JavaProcess.get(node.management() + "/actuator/health/readiness").statusCode();
    }
}

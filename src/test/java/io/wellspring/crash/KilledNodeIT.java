package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import io.wellspring.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes are killed at random moments, in the middle of what they do; {@link Kills} says how often. */
class KilledNodeIT {

    private static final int STEPS_FOR_EACH_KILL = 24;
    private static final int MOST_MICROS_BEFORE_A_KILL = 30_000;

    private final Told told = new Told();
    private final Kills kills = new Kills();

    static LongStream seeds() {
        return Seeds.some(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aNodeKilledAgainAndAgainEndsWhereAnUndisturbedOneDoes(long seed) throws IOException, InterruptedException {
        List<Step> script = new Script(Ground.world(), "script", seed).next(STEPS_FOR_EACH_KILL * Kills.eachTest());

        Map<String, List<String>> undisturbed = undisturbed(script);
        Map<String, List<String>> disturbed = disturbed(script, new Random(seed));

        undisturbed.forEach(
                (part, rows) -> assertThat(disturbed.get(part)).as(part).containsExactlyElementsOf(rows));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatManySendersWereToldIsSoHoweverOftenOneOfTwoNodesIsKilled(long seed)
            throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        try (Cluster cluster = Cluster.ofTwo(database)) {
            Random random = new Random(seed);
            List<List<Step>> done = new ArrayList<>();
            for (int round = 0; round < Kills.eachTest(); round++) {
                Crowd crowd = cluster.crowd(told, "round" + round, seed, STEPS_FOR_EACH_KILL);
                Replica victim = cluster.any(random);
                crowd.whenSettled(random.nextInt(STEPS_FOR_EACH_KILL), random.nextInt(MOST_MICROS_BEFORE_A_KILL));
                kills.add(victim.kill());
                victim.start();
                done.addAll(crowd.join());
            }
            new Books(database.jdbc()).atRest(Await.PATIENCE);
            told.assertKept(database.jdbc());

            cluster.crowd(told, done).join();

            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            told.assertKept(database.jdbc());
        }
        System.out.println(told);
        kills.assertSomeCameInTheMiddle();
    }

    private static Map<String, List<String>> undisturbed(List<Step> script) throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        try (Replica node = Replica.start(Ground.ONE, database, Map.of())) {
            Told told = new Told();
            new Sender(node::address, told).send(script);
            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            told.assertKept(database.jdbc());
        }
        return EndState.of(database.jdbc());
    }

    private Map<String, List<String>> disturbed(List<Step> script, Random random)
            throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        try (Replica node = Replica.start(Ground.ONE, database, Map.of())) {
            Sender sender = new Sender(node::address, told);
            CompletableFuture<?> sending = CompletableFuture.supplyAsync(() -> sender.send(script));
            for (int kill = 0; kill < Kills.eachTest() && !sending.isCompletedExceptionally(); kill++) {
                int step = kill * STEPS_FOR_EACH_KILL + random.nextInt(STEPS_FOR_EACH_KILL);
                Await.until("step " + step, () -> sender.settled() >= step || sending.isDone());
                LockSupport.parkNanos(1000L * random.nextInt(MOST_MICROS_BEFORE_A_KILL));
                kills.add(node.kill());
                node.start();
            }
            sending.join();
            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
        }
        told.assertKept(database.jdbc());
        System.out.println(told);
        kills.assertSomeCameInTheMiddle();
        return EndState.of(database.jdbc());
    }
}

package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import io.wellspring.testing.Seeds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nodes are killed while the dividends and releases of a day are computed, proved, posted and published. */
class KilledSettlementIT {

    private static final int DAYS = 3;
    private static final int STEPS_A_DAY = 24;
    private static final int MOST_STEPS_BEFORE_A_KILL = 20;
    private static final int MOST_MICROS_BEFORE_A_KILL = 5_000;

    private final List<String> interrupted = new ArrayList<>();

    static LongStream seeds() {
        return Seeds.some(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void daysSettledByNodesThatAreKilledAgainAndAgainEndAsUndisturbedOnesDo(long seed)
            throws IOException, InterruptedException {
        Script script = new Script(Ground.world(), "days", seed);
        List<List<Step>> days = new ArrayList<>();
        for (int day = 0; day < DAYS; day++) {
            days.add(script.next(STEPS_A_DAY));
        }

        Map<String, List<String>> undisturbed = live(days, (node, midnight) -> {});
        Random random = new Random(seed);
        Map<String, List<String>> disturbed = live(days, (node, midnight) -> kill(node, midnight, random));

        System.out.println("killed while settlements were " + interrupted);
        assertThat(interrupted).anyMatch(stages -> stages.contains("LOOP"));
        assertThat(interrupted).anyMatch(stages -> stages.contains("RELEASE"));
        assertThat(undisturbed.get("dividends")).hasSizeGreaterThan(10);
        assertThat(undisturbed.get("releases")).hasSizeGreaterThan(10);
        undisturbed.forEach(
                (part, rows) -> assertThat(disturbed.get(part)).as(part).containsExactlyElementsOf(rows));
    }

    /** What happens while a day is being settled. */
    private interface Night {
        void over(Replica node, Midnight midnight) throws IOException, InterruptedException;
    }

    private Map<String, List<String>> live(List<List<Step>> days, Night night)
            throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        Midnight midnight = Midnight.in(database);
        try (Replica node = Replica.start(Ground.ONE, database, Map.of("WELLSPRING_PLAN_TICKMILLIS", "50"))) {
            Told told = new Told();
            Sender sender = new Sender(node::address, told);
            for (List<Step> day : days) {
                sender.send(day);
                new Books(database.jdbc()).atRest(Await.PATIENCE);
                midnight.comes();
                night.over(node, midnight);
                midnight.awaitSettled();
            }
            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            told.assertKept(database.jdbc());
        }
        Map<String, List<String>> end = new HashMap<>(EndState.of(database.jdbc()));
        // Each new day is told by a tick, whose place among the days' orders is free.
        end.remove("log");
        return end;
    }

    private void kill(Replica node, Midnight midnight, Random random) throws IOException, InterruptedException {
        for (int kill = 0; kill < Kills.eachTest(); kill++) {
            long until = midnight.stepsDone() + random.nextInt(MOST_STEPS_BEFORE_A_KILL);
            Await.until("some steps", () -> midnight.stepsDone() >= until || midnight.isSettled());
            LockSupport.parkNanos(1000L * random.nextInt(MOST_MICROS_BEFORE_A_KILL));
            node.kill();
            interrupted.add(midnight.stages());
            node.start();
        }
    }
}

package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import io.wellspring.testing.Seeds;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two nodes take orders and redemptions at the same time, from several malls and members, and write the same plans. */
class TwoNodesIT {

    private static final int STEPS = 160;

    static LongStream seeds() {
        return Seeds.some(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void losesNothingAndDoublesNothing(long seed) throws IOException, InterruptedException {
        Ground.Database database = Ground.copy();
        Told told = new Told();
        try (Cluster cluster = Cluster.ofTwo(database)) {
            List<List<Step>> done = cluster.crowd(told, "parallel", seed, STEPS).join();
            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            told.assertKept(database.jdbc());

            cluster.crowd(told, done).join();

            told.assertKept(database.jdbc());
            new Books(database.jdbc()).atRest(Await.PATIENCE).assertAgree();
            assertThat(cluster.one().alarms()).isEmpty();
            assertThat(cluster.two().alarms()).isEmpty();
        }
        System.out.println(told);
    }
}

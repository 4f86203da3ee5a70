package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.testing.Books;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection to PostgreSQL breaks in the middle of a COMMIT: nobody on this side knows what became of it. */
class CutCommitIT {

    private static final int CUTS = 2;
    private static final int STEPS = 40;

    private static final Told TOLD = new Told();

    private static Ground.Database database;
    private static CuttingProxy proxy;
    private static Replica node;

    @BeforeAll
    static void aNodeBehindAProxy() throws IOException, InterruptedException {
        database = Ground.copy();
        proxy = CuttingProxy.before(database.address());
        String entrance = "127.0.0.1:" + proxy.port() + "/" + database.name();
        node = Replica.start(Ground.ONE, database, Map.of("WELLSPRING_DATABASE", entrance));
    }

    @AfterAll
    static void stop() throws IOException {
        node.close();
        proxy.close();
    }

    static Stream<Arguments> moments() {
        return Arrays.stream(CuttingProxy.Whose.values())
                .flatMap(whose -> Arrays.stream(CuttingProxy.When.values()).map(when -> Arguments.of(whose, when)));
    }

    @ParameterizedTest(name = "of {0}, {1}")
    @MethodSource("moments")
    void whatIsSentAgainIsAppliedOnceAndNobodyWasToldWhatIsNotSo(CuttingProxy.Whose whose, CuttingProxy.When when)
            throws IOException {
        proxy.cut(whose, when, CUTS);

        Crowd crowd = Crowd.of(node::address, TOLD, whose + "-" + when, 1, STEPS);
        List<List<Step>> done = crowd.join();
        Books books = new Books(database.jdbc()).atRest(Await.PATIENCE);

        assertThat(proxy.cutsLeft()).as("cuts that did not come").isZero();
        TOLD.assertKept(database.jdbc());
        Crowd.start(node::address, TOLD, done).join();
        TOLD.assertKept(database.jdbc());
        books.atRest(Await.PATIENCE).assertAgree();
        assertThat(node.alarms()).isEmpty();
    }
}

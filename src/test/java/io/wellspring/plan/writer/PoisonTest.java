package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.orders;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static io.wellspring.testing.Platform.until;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanImage;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.testing.Poison;
import io.wellspring.testing.TestDatabase;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A command that fails is found, recorded without effect and told of; the others apply as if it had never been. */
class PoisonTest {

    private static final int NEIGHBOURS = 30;

    private static final Map<Integer, PlanNode> NODES = new TreeMap<>();
    private static TestDatabase database;

    /** Where in the log the poison stands, by the number of neighbours before it. */
    enum Place {
        FIRST(0),
        MIDDLE(NEIGHBOURS / 2),
        LAST(NEIGHBOURS),
        SEVERAL(2, 5, 9, 14, 20, 26, 29),
        NEXT_TO_EACH_OTHER(11, 11, 11, 11, 11, 11, 11);

        private final List<Integer> neighboursBefore;

        Place(Integer... neighboursBefore) {
            this.neighboursBefore = List.of(neighboursBefore);
        }
    }

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        Poison.prepare(database);
        for (int batch : List.of(1, 2, 7, 1000)) {
            NODES.put(batch, node(batch));
        }
    }

    @AfterAll
    static void stop() {
        NODES.values().forEach(PlanNode::close);
    }

    static Stream<Arguments> placesAndBatches() {
        return Arrays.stream(Place.values())
                .flatMap(place -> NODES.keySet().stream().map(batch -> Arguments.of(place, batch)));
    }

    @ParameterizedTest(name = "{0}, in batches of {1}")
    @MethodSource("placesAndBatches")
    void itsNeighboursApplyAsIfItHadNeverBeen(Place place, int batch) {
        PlanNode node = NODES.get(batch);
        long plan = plan(node);
        List<NewCommand> log = neighbours(plan);
        for (int n = place.neighboursBefore.size() - 1; n >= 0; n--) {
            Poison poison = Poison.values()[(n + place.ordinal() + batch) % Poison.values().length];
            log.add(place.neighboursBefore.get(n), poison.in(plan, "poison" + n));
        }

        append(node, log);
        drive(node, plan);

        assertThat(failed(plan)).hasSize(place.neighboursBefore.size()).allMatch(key -> key.startsWith("poison"));
        assertThat(PlanImage.of(database.jdbc(), plan)).isEqualTo(withoutPoison(node));
    }

    @ParameterizedTest
    @EnumSource(Poison.class)
    void everyKindIsToldOfByNumberAndByPlanAndCommand(Poison poison) {
        PlanNode node = NODES.get(7);
        long plan = plan(node);
        List<NewCommand> log = neighbours(plan);
        log.add(17, poison.in(plan, "poison"));
        append(node, log);
        double before = failures(node);
        ListAppender<ILoggingEvent> told = listen();

        drive(node, plan);

        stopListening(told);
        assertThat(failed(plan)).containsExactly("poison");
        assertThat(failures(node) - before).isEqualTo(1);
        assertThat(told.list.stream().filter(event -> event.getLevel() == Level.ERROR))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .isEqualTo("plan %d: command %d failed and has no effect", plan, idOf(plan, "poison")))
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
        assertThat(PlanImage.of(database.jdbc(), plan)).isEqualTo(withoutPoison(node));
    }

    @Test
    void aWholeBatchOfPoisonIsRecordedCommandByCommand() {
        PlanNode node = NODES.get(1000);
        long plan = plan(node);
        Poison[] kinds = Poison.values();
        append(
                node,
                IntStream.range(0, 70)
                        .mapToObj(n -> kinds[n % kinds.length].in(plan, "poison" + n))
                        .toList());
        append(node, neighbours(plan));

        int transactions = drive(node, plan);

        assertThat(failed(plan)).hasSize(70);
        assertThat(transactions).as("two for each poison, and a few").isLessThan(70 * 2 + 20);
        assertThat(PlanImage.of(database.jdbc(), plan)).isEqualTo(withoutPoison(node));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 333, 500, 998, 999})
    void oneAmongAThousandIsFoundInTwiceTheLogarithmOfTransactions(int place) {
        PlanNode node = NODES.get(1000);
        long plan = plan(node);
        NewCommand[] log = orders(plan, "o", 1000, 10_000);
        log[place] = Poison.AGAINST_A_CHECK.in(plan, "poison");
        append(node, List.of(log));

        int transactions = drive(node, plan);

        System.out.println("poison at " + place + " of 1000: " + transactions + " transactions");
        assertThat(failed(plan)).containsExactly("poison");
        assertThat(transactions).isLessThanOrEqualTo(2 * 10 + 4);
    }

    @Test
    void twoNodesThatSearchAtOnceRecordEachOnce() {
        try (PlanNode other = node(16)) {
            PlanNode node = NODES.get(7);
            long plan = plan(node);
            List<NewCommand> log = neighbours(plan);
            for (int n = 0; n < 14; n++) {
                log.add(2 * n + n % 3, Poison.values()[n % 7].in(plan, "poison" + n));
            }
            append(node, log);

            node.the(PlanWriters.class).wake(plan);
            other.the(PlanWriters.class).wake(plan);
            until(() -> pending(plan), left -> left == 0);

            assertThat(failed(plan)).hasSize(14).doesNotHaveDuplicates();
            assertThat(PlanImage.of(database.jdbc(), plan)).isEqualTo(withoutPoison(node));
        }
    }

    private static PlanNode node(int batch) {
        return PlanNode.quiet(
                database, new KnownMembers(), "batch-commands", String.valueOf(batch), "failures-in-a-row", "1000");
    }

    /** Without forced exit: the members whose balances are spoilt must move only when a command says so. */
    private static long plan(PlanNode node) {
        long plan = node.plan(rules("forcedExit", "false"));
        Poison.prepare(database, node, plan);
        return plan;
    }

    private static PlanImage withoutPoison(PlanNode node) {
        long plan = plan(node);
        append(node, neighbours(plan));
        node.drain(plan, 1000);
        return PlanImage.of(database.jdbc(), plan);
    }

    private static List<NewCommand> neighbours(long plan) {
        Random random = new Random(42);
        List<NewCommand> commands = new ArrayList<>();
        for (int n = 0; n < NEIGHBOURS; n++) {
            long member = 1 + random.nextInt(9);
            commands.add(
                    n > 5 && random.nextInt(3) == 0
                            ? redemption(plan, "n" + n, member, 1 + random.nextInt(20_000_000))
                            : order(plan, "n" + n, member, 1 + random.nextInt(20_000)));
        }
        return commands;
    }

    private static void append(PlanNode node, List<NewCommand> commands) {
        node.append(commands.toArray(NewCommand[]::new));
    }

    /** Steps until nothing is left. @return the transactions that it took, those that record a failure among them */
    private static int drive(PlanNode node, long plan) {
        double failedBefore = failures(node);
        int steps = 0;
        while (pending(plan) > 0) {
            assertThat(steps++).as("steps").isLessThan(1_000);
            now(node.the(PlanSteps.class).next(plan));
        }
        return steps + (int) (failures(node) - failedBefore);
    }

    private static double failures(PlanNode node) {
        return node.the(MeterRegistry.class)
                .counter("wellspring.plan.commands.failed")
                .count();
    }

    private static long pending(long plan) {
        return database.jdbc()
                .sql("SELECT count(*) FROM plan_log WHERE plan_id = ? AND position IS NULL")
                .param(plan)
                .query(Long.class)
                .single();
    }

    private static List<String> failed(long plan) {
        return database.jdbc()
                .sql("SELECT key FROM plan_log WHERE plan_id = ? AND status = 'FAILED' AND outcome = '{}' ORDER BY 1")
                .param(plan)
                .query(String.class)
                .list();
    }

    private static long idOf(long plan, String key) {
        return database.jdbc()
                .sql("SELECT id FROM plan_log WHERE plan_id = ? AND key = ?")
                .params(plan, key)
                .query(Long.class)
                .single();
    }

    private static ListAppender<ILoggingEvent> listen() {
        ListAppender<ILoggingEvent> told = new ListAppender<>();
        told.start();
        steps().addAppender(told);
        return told;
    }

    private static void stopListening(ListAppender<ILoggingEvent> told) {
        steps().detachAppender(told);
    }

    private static Logger steps() {
        return (Logger) LoggerFactory.getLogger(PlanSteps.class);
    }
}

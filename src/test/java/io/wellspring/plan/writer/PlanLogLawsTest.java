package io.wellspring.plan.writer;

import static io.wellspring.plan.equity.rules.Rules.rules;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.poison;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.log.NewCommand;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.plan.testing.Books;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Several sources append to several plans in parallel, two nodes write them in small transactions, days pass, rules
 * change, some commands are poison: then every number of the database is held against every other.
 */
class PlanLogLawsTest {

    private static final int SEEDS = 2;
    private static final int SOURCES = 4;
    private static final int COMMANDS = 120;
    private static final int MEMBERS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final List<EquityParameters> PLANS = List.of(
            rules("grantRate", "0.20", "quotaMultiple", "0.45", "minSupply", "5"),
            rules(
                    "grantRate",
                    "0.05",
                    "referralGrantRate",
                    "0.05",
                    "quotaMultiple",
                    "0.4",
                    "referralQuotaMultiple",
                    "0.3"),
            rules("forcedExit", "false", "referralGrantRate", "0.30", "supplyCap", "500", "minSupply", "20"));

    private final List<Long> plans = new ArrayList<>();
    private TestDatabase database;
    private JdbcClient jdbc;
    private Books books;

    static LongStream seeds() {
        return Seeds.some(SEEDS);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverTheOrderOfEventsEveryNumberAgreesWithEveryOther(long seed) {
        database = TestDatabase.create();
        jdbc = database.jdbc();
        books = new Books(jdbc);
        KnownMembers members = referralTree(new Random(seed));
        try (PlanNode one = PlanNode.beating(database, members, settings(7));
                PlanNode two = PlanNode.beating(database, members, settings(16))) {
            PLANS.forEach(parameters -> plans.add(one.plan(parameters)));

            appendFromAllSources(seed, one, two);

            assertTheHistoryHadEverything();
            books.assertAgree();
        }
    }

    private void appendFromAllSources(long seed, PlanNode one, PlanNode two) {
        for (int day = 0; day < 3; day++) {
            int today = day;
            plans.forEach(plan -> one.append(one.parameters(plan, "version" + today, changed(plan, today))));
            Flux.range(0, SOURCES)
                    .flatMap(source -> append(
                            source % 2 == 0 ? one : two,
                            commands(new Random(seed * 100 + today * 10 + source), source, today)))
                    .blockLast(PATIENCE);
            if (day == 0) {
                books.atRest(PATIENCE);
            }
            database.advance(Duration.ofDays(1));
        }
        books.atRest(PATIENCE);
    }

    /** Every portion comes twice, as from a mall that lost the answer. */
    private static Flux<PlanLog.Entry> append(PlanNode node, List<NewCommand> commands) {
        return Flux.fromIterable(commands)
                .buffer(9)
                .concatMap(portion -> node.the(PlanLog.class)
                        .append(portion)
                        .concatWith(node.the(PlanLog.class)
                                .append(portion)
                                .flatMap(entry -> Mono.error(new AssertionError("appended twice: " + entry)))));
    }

    private List<NewCommand> commands(Random random, int source, int day) {
        List<NewCommand> commands = new ArrayList<>();
        for (int n = 0; n < COMMANDS; n++) {
            String key = "s" + source + "d" + day + "n" + n;
            long plan = plans.get(random.nextInt(plans.size()));
            long member = 1 + random.nextInt(MEMBERS);
            commands.add(
                    switch (random.nextInt(60)) {
                        case 0 -> poison(plan, key, member);
                        case 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                            redemption(plan, key, member, 1 + random.nextLong(1L << (14 + random.nextInt(12))));
                        default -> order(plan, key, member, random.nextLong(10L << random.nextInt(16)));
                    });
        }
        Collections.shuffle(commands, random);
        return commands;
    }

    private EquityParameters changed(long plan, int day) {
        int which = (plans.indexOf(plan) + day) % PLANS.size();
        return PLANS.get(which);
    }

    private void assertTheHistoryHadEverything() {
        assertThat(jdbc.sql("SELECT count(*) FROM plan_log WHERE kind IN ('ORDER', 'REDEMPTION')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3 * SOURCES * COMMANDS);
        assertThat(jdbc.sql("SELECT DISTINCT status FROM plan_log ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("APPLIED", "FAILED", "REFUSED");
        assertThat(jdbc.sql("SELECT DISTINCT kind FROM ledger_member_line")
                        .query(String.class)
                        .list())
                .contains("ORDER_GRANT", "REFERRAL_GRANT", "REDEMPTION", "FORCED_EXIT", "CLOSING");
    }

    private static KnownMembers referralTree(Random random) {
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member++) {
            if (random.nextInt(4) > 0) {
                members.referred(member, 1 + random.nextLong(member - 1));
            }
        }
        return members;
    }

    private static String[] settings(int batch) {
        return new String[] {
            "batch-commands",
            String.valueOf(batch),
            "exits-per-transaction",
            "2",
            "poll-millis",
            "10",
            "tick-millis",
            "50"
        };
    }
}

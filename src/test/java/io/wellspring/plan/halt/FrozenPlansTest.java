package io.wellspring.plan.halt;

import static io.wellspring.plan.testing.PlanNode.now;
import static io.wellspring.plan.testing.PlanNode.order;
import static io.wellspring.plan.testing.PlanNode.redemption;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.log.Ticks;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.standing.PlanDelays;
import io.wellspring.plan.standing.PlanStanding;
import io.wellspring.plan.standing.PlanStandings;
import io.wellspring.plan.testing.Books;
import io.wellspring.plan.testing.KnownMembers;
import io.wellspring.plan.testing.PlanNode;
import io.wellspring.plan.writer.PlanWriter;
import io.wellspring.plan.writer.PlanWriters;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.Seeds;
import io.wellspring.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Plans that are frozen and lifted between all that can happen to a plan, also in the middle of a settlement: while one
 * is frozen nothing of it moves, and afterwards it is as if it had never been.
 */
class FrozenPlansTest {

    private static final int EVENTS = 150;
    private static final int MEMBERS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TestDatabase database;
    private PlanNode one;
    private PlanNode two;

    static LongStream seeds() {
        return Seeds.some(3);
    }

    @BeforeEach
    void open() {
        database = TestDatabase.create();
        KnownMembers members = new KnownMembers();
        for (long member = 2; member <= MEMBERS; member += 2) {
            members.referred(member, member - 1);
        }
        one = PlanNode.quiet(database, members, "members-per-step", "3", "exits-per-transaction", "2");
        two = PlanNode.quiet(database, members, "members-per-step", "3", "exits-per-transaction", "2");
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingMovesWhileAPlanIsFrozenAndNothingIsLostByIt(long seed) {
        Random random = new Random(seed);
        List<Long> plans = List.of(
                one.plan(EquityParameters.defaults()),
                one.plan(LoopParameters.defaults()),
                one.plan(ReleaseParameters.defaults()));
        for (int n = 0; n < EVENTS; n++) {
            event(random, plans.get(random.nextInt(plans.size())), plans, "e" + n);
        }

        plans.forEach(plan -> {
            set(plan, HaltKind.FREEZE, false);
            one.the(PlanWriters.class).wake(plan);
        });

        Books books = new Books(database.jdbc()).atRest(PATIENCE);
        books.assertAgree();
    }

    private void event(Random random, long plan, List<Long> plans, String key) {
        PlanNode node = random.nextBoolean() ? one : two;
        long member = 1 + random.nextInt(MEMBERS);
        switch (random.nextInt(12)) {
            case 0 -> set(plan, HaltKind.FREEZE, true);
            case 1 -> set(plan, HaltKind.FREEZE, false);
            case 2 -> set(plan, HaltKind.PAUSE, random.nextBoolean());
            case 3 -> database.advance(Duration.ofHours(5));
            case 4 -> now(node.the(Ticks.class).append().thenReturn(true));
            case 5, 6, 7, 8 -> node.append(order(plan, key, member, 1000 + random.nextInt(1_000_000)));
            case 9 -> {
                if (plan == plans.get(0)) {
                    node.append(redemption(plan, key, member, 1 + random.nextInt(100_000_000)));
                }
            }
            default -> step(node, plan, 1 + random.nextInt(5));
        }
    }

    private void step(PlanNode node, long plan, int limit) {
        boolean frozen = count("SELECT count(frozen_at) FROM plan WHERE id = " + plan) == 1;
        String before = row(plan);
        for (int n = 0; n < limit; n++) {
            PlanWriter.Written written = node.step(plan, limit);
            assertThat(frozen && written != null).isFalse();
        }
        assertThat(frozen && !row(plan).equals(before)).isFalse();
    }

    @Test
    void aPlanThatIsFrozenWhileItIsWrittenStopsBetweenTwoTransactions() {
        long plan = one.plan(EquityParameters.defaults());
        one.append(PlanNode.orders(plan, "o", 600, 10_000));
        AtomicInteger afterwards = new AtomicInteger();
        Mono<Long> writing = Flux.just(one, two)
                .flatMap(node -> Mono.defer(() -> node.the(PlanWriter.class).step(plan, 3))
                        .repeat(200)
                        .doOnNext(written -> {
                            if (written.plan().halts().isFrozen()) {
                                afterwards.incrementAndGet();
                            }
                        }))
                .count();
        Mono<Long> frozen = Mono.delay(Duration.ofMillis(150))
                .then(one.the(PlanHalts.class).begin(plan, HaltKind.FREEZE, 1, "look"))
                .then(Mono.fromCallable(() -> position(plan)).subscribeOn(Schedulers.boundedElastic()));

        long atFreeze = Mono.zip(frozen, writing).block(PATIENCE).getT1();

        assertThat(position(plan)).isEqualTo(atFreeze);
        assertThat(afterwards).hasValue(0);
        set(plan, HaltKind.FREEZE, false);
        new Books(database.jdbc()).atRest(PATIENCE);
        assertThat(position(plan)).isEqualTo(600);
    }

    @Test
    void theDatabaseItselfRefusesAWriterThatDoesNotLook() {
        long plan = one.plan(EquityParameters.defaults());
        set(plan, HaltKind.FREEZE, true);

        assertThatThrownBy(() -> database.jdbc()
                        .sql("UPDATE plan SET last_position = last_position + 1, version = version + 1 WHERE id = ?")
                        .param(plan)
                        .update())
                .hasMessageContaining("plan " + plan + " is frozen");
        set(plan, HaltKind.PAUSE, true);
        set(plan, HaltKind.FREEZE, false);
    }

    @Test
    void aFrozenPlanCountsForNoDelayAndIsCountedItself() {
        long plan = one.plan(EquityParameters.defaults());
        set(plan, HaltKind.FREEZE, true);
        one.append(order(plan, "o", 1, 10_000));
        database.advance(Duration.ofDays(2));

        PlanDelays delays = now(one.the(PlanStandings.class).longest());
        PlanStanding standing = now(one.the(PlanStandings.class).newest(10).next());

        assertThat(delays).isEqualTo(new PlanDelays(Duration.ZERO, Duration.ZERO, Duration.ZERO, 1, 0));
        assertThat(standing.frozen()).isTrue();
        assertThat(standing.oldest()).isZero();
        assertThat(standing.overdue()).isZero();
        set(plan, HaltKind.FREEZE, false);
        assertThat(now(one.the(PlanStandings.class).longest()).overdue()).isPositive();
    }

    private void set(long plan, HaltKind kind, boolean stands) {
        PlanHalts halts = one.the(PlanHalts.class);
        Mono<HaltRecord> change =
                stands ? halts.begin(plan, kind, 1, "a reason") : halts.end(plan, kind, 2, "a reason");
        change.onErrorComplete(Refusal.class).block(PATIENCE);
    }

    private String row(long plan) {
        return database.jdbc()
                .sql("SELECT plan::text FROM plan WHERE id = ?")
                .param(plan)
                .query(String.class)
                .single();
    }

    private long position(long plan) {
        return count("SELECT last_position FROM plan WHERE id = " + plan);
    }

    private long count(String sql) {
        return database.jdbc().sql(sql).query(Long.class).single();
    }
}

package io.wellspring.ledger;

import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.EQUITY;
import static io.wellspring.value.AssetCode.POINT;
import static io.wellspring.value.AssetCode.QUOTA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;

/** The door to value: what it writes, and what it refuses. */
class LedgerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);
    private static final AtomicLong NEXT = new AtomicLong(1);

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext context;

    private final long plan = NEXT.getAndIncrement();
    private final long ann = 1_000 + NEXT.getAndIncrement();
    private final long ben = 1_000 + NEXT.getAndIncrement();

    @BeforeAll
    static void start() {
        database = TestDatabase.create();
        context = new AnnotationConfigApplicationContext();
        database.register(context);
        context.registerBean(SimpleMeterRegistry.class);
        context.registerBean(Clock.class, Clock::systemUTC);
        context.scan("io.wellspring.bulk", "io.wellspring.ledger");
        context.refresh();
    }

    @AfterAll
    static void stop() {
        context.close();
    }

    @Test
    void aPostingChangesBalancesAndLeavesALineForEach() {
        post(of(1, 2, toMember(ann, CNY, 500, 1), toMember(ann, CNY, 200, 2), toPlan("POOL", CNY, -700)));

        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 700));
        assertThat(linesOf(ann))
                .extracting(Line::amount, Line::balance, Line::position, Line::causePlanId, Line::businessDay)
                .containsExactly(tuple(200L, 700L, 2L, plan, TODAY), tuple(500L, 500L, 1L, plan, TODAY));
        assertThat(planLines()).containsExactly("POOL CNY -700 -700 TEST");
    }

    @Test
    void linesThatDoNotBalancePerAssetAreRefused() {
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1), toPlan("POOL", CNY, -499)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1), toPlan("POOL", POINT, -500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsThatOverflowAreNoBalance() {
        assertThatThrownBy(() -> of(
                        1, 1, toPlan("A", CNY, Long.MAX_VALUE), toPlan("B", CNY, Long.MAX_VALUE), toPlan("C", CNY, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aLineThatMovesNothingIsRefused() {
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDatabaseRefusesANegativeBalanceOfAMemberAndWritesNothingOfThePosting() {
        post(of(1, 1, toMember(ann, CNY, 500, 1), toPlan("POOL", CNY, -500)));
        Posting tooMuch = of(
                2,
                2,
                toMember(ben, CNY, 501, 2),
                toMember(ann, CNY, -501, 2),
                toPlan("POOL", QUOTA, 5),
                toPlan("ISSUED", QUOTA, -5));

        Throwable failure = catchThrowable(() -> post(tooMuch));

        assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23514");
        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 500));
        assertThat(balancesOf(ben)).isEmpty();
        assertThat(planLines()).hasSize(1);
    }

    @Test
    void theDatabaseRefusesANegativeFirstBalanceToo() {
        Throwable failure = catchThrowable(() -> post(of(1, 1, toMember(ann, CNY, -1, 1), toPlan("POOL", CNY, 1))));

        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23514");
    }

    @Test
    void aMemberMayPayWithWhatTheSamePostingBringsFirst() {
        post(of(1, 2, toMember(ann, POINT, 500, 1), toMember(ann, POINT, -500, 2)));

        assertThat(balancesOf(ann)).isEmpty();
        assertThat(linesOf(ann)).extracting(Line::balance).containsExactly(0L, 500L);
    }

    @Test
    void aPlansOwnAccountsMayBeNegative() {
        post(of(1, 1, toPlan("SALES", CNY, -300), toPlan("POOL", CNY, 300)));

        assertThat(planLines()).containsExactly("POOL CNY 300 300 TEST", "SALES CNY -300 -300 TEST");
    }

    @Test
    void aPlansSideIsOneLineForEachAccountAndKind() {
        post(of(
                1,
                3,
                toPlan("SALES", CNY, -300),
                toPlan("POOL", CNY, 300),
                toPlan("SALES", CNY, -100),
                toPlan("POOL", CNY, 100),
                new Move.OfPlan("POOL", CNY, -50, "OTHER"),
                new Move.OfPlan("PLATFORM", CNY, 50, "OTHER"),
                new Move.OfPlan("POOL", CNY, 7, "GONE"),
                new Move.OfPlan("POOL", CNY, -7, "GONE")));

        assertThat(planLines())
                .containsExactly(
                        "PLATFORM CNY 50 50 OTHER",
                        "POOL CNY -50 -50 OTHER",
                        "POOL CNY 400 350 TEST",
                        "SALES CNY -400 -400 TEST");
    }

    @Test
    void aPostingWithoutMovesLeavesNothing() {
        assertThat(post(of(1, 1))).isNull();
    }

    @Test
    void theSameCauseIsNotPostedTwice() {
        Posting gift = Posting.ofCause(
                plan, TODAY, "gift-" + plan, List.of(toMember(ann, CNY, 500, 0), toPlan("GIFTS", CNY, -500)));
        post(gift);

        Throwable failure = catchThrowable(() -> post(gift));

        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23505");
        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 500));
        assertThat(linesOf(ann)).extracting(Line::position).containsOnlyNulls();
    }

    @Test
    void aPostingHasACauseOrCommandsAndNeverBoth() {
        List<Move> moves = List.of(toPlan("A", CNY, 1), toPlan("B", CNY, -1));

        assertThatThrownBy(() -> post(new Posting(plan, TODAY, null, null, null, null, moves)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> post(new Posting(plan, TODAY, 1L, 1L, "both", null, moves)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void aCorrectionIsANewPostingThatNamesTheOld() {
        Long wrong = post(of(1, 1, toMember(ann, CNY, 500, 1), toPlan("POOL", CNY, -500)));

        Long right = post(Posting.ofCause(
                        plan, TODAY, "fix-" + plan, List.of(toMember(ann, CNY, -100, 0), toPlan("POOL", CNY, 100)))
                .correcting(wrong));

        assertThat(database.jdbc()
                        .sql("SELECT corrects FROM ledger_posting WHERE id = ?")
                        .param(right)
                        .query(Long.class)
                        .single())
                .isEqualTo(wrong);
        assertThat(linesOf(ann)).extracting(Line::amount).containsExactly(-100L, 500L);
    }

    @Test
    void aCorrectionOfWhatNeverWasIsRefused() {
        Posting lost = Posting.ofCause(plan, TODAY, "lost-" + plan, List.of(toPlan("A", CNY, 1), toPlan("B", CNY, -1)))
                .correcting(Long.MAX_VALUE);

        assertThatThrownBy(() -> post(lost)).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void unitsOfOnePlanNeverLandInAnotherButCashIsOneForAll() {
        long otherPlan = NEXT.getAndIncrement() + 500;
        post(of(1, 1, toMember(ann, EQUITY, 5, 1), toPlan("ISSUED", EQUITY, -5)));
        post(Posting.ofCommands(
                otherPlan,
                TODAY,
                1,
                1,
                List.of(
                        toMember(ann, EQUITY, 7, 1),
                        toPlan("ISSUED", EQUITY, -7),
                        toMember(ann, CNY, 9, 1),
                        toPlan("POOL", CNY, -9))));
        post(of(2, 2, toMember(ann, CNY, 1, 1), toPlan("POOL", CNY, -1)));

        assertThat(balancesOf(ann))
                .containsExactly(
                        new Balance(new Asset(CNY, 0), 10),
                        new Balance(new Asset(EQUITY, plan), 5),
                        new Balance(new Asset(EQUITY, otherPlan), 7));
    }

    @Test
    void plansThatPostToTheSameMembersAtOnceNeitherWaitForEverNorLoseAnything() {
        List<Long> members = List.of(ann, ben, ben + 10_000, ann + 10_000);

        Flux.range(1, 200).flatMap(n -> transactional(crossing(n, members)), 8).blockLast(Duration.ofSeconds(30));

        for (long member : members) {
            assertThat(balancesOf(member)).containsExactly(new Balance(new Asset(CNY, 0), 200));
            assertThat(linesOf(member)).first().extracting(Line::balance).isEqualTo(200L);
        }
    }

    @Test
    void aStatementIsReadPageByPageNewestFirst() {
        for (int position = 1; position <= 7; position++) {
            post(of(position, position, toMember(ann, CNY, position, position), toPlan("POOL", CNY, -position)));
        }
        List<Long> amounts = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (List<Line> page = page(before, 3); !page.isEmpty(); page = page(before, 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            page.forEach(line -> amounts.add(line.amount()));
            before = page.get(page.size() - 1).id();
        }

        assertThat(amounts).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void aStatementCanBeOfOneAssetAndOnePlan() {
        post(of(1, 1, toMember(ann, CNY, 5, 1), toPlan("POOL", CNY, -5)));
        post(of(2, 2, toMember(ann, QUOTA, 6, 2), toPlan("ISSUED", QUOTA, -6)));

        Statements statements = context.getBean(Statements.class);
        assertThat(statements
                        .linesOf(ann, QUOTA, null, Long.MAX_VALUE, 10)
                        .collectList()
                        .block())
                .extracting(Line::amount)
                .containsExactly(6L);
        assertThat(statements
                        .linesOf(ann, null, plan, Long.MAX_VALUE, 10)
                        .collectList()
                        .block())
                .hasSize(2);
        assertThat(statements
                        .linesOf(ann, null, plan + 99_999, Long.MAX_VALUE, 10)
                        .collectList()
                        .block())
                .isEmpty();
    }

    @Test
    void theMonthOfAPlansLinesIsMadeAheadOnce() {
        for (int times = 0; times < 2; times++) {
            database.jdbc()
                    .sql("SELECT ledger_make_month('2027-02-10')")
                    .query((row, number) -> true)
                    .list();
        }
        post(Posting.ofCommands(
                plan, LocalDate.of(2027, 2, 28), 1, 1, List.of(toPlan("A", CNY, 1), toPlan("B", CNY, -1))));

        assertThat(database.jdbc()
                        .sql("SELECT count(*) FROM ledger_plan_line_2027_02 WHERE plan_id = ?")
                        .param(plan)
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    private Posting crossing(int n, List<Long> members) {
        List<Move> moves = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            moves.add(toMember(members.get((i * (n % 2 == 0 ? 1 : 3) + n) % members.size()), CNY, 1, 1));
        }
        moves.add(toPlan("POOL", CNY, -moves.size()));
        return Posting.ofCommands(1_000_000 + plan * 1_000 + n % 5, TODAY, 1, 1, moves);
    }

    private Posting of(long first, long last, Move... moves) {
        return Posting.ofCommands(plan, TODAY, first, last, List.of(moves));
    }

    private static Move toMember(long member, AssetCode asset, long amount, long position) {
        return new Move.OfMember(member, asset, amount, "TEST", position);
    }

    private static Move toPlan(String account, AssetCode asset, long amount) {
        return new Move.OfPlan(account, asset, amount, "TEST");
    }

    private static Long post(Posting posting) {
        return transactional(posting).block(Duration.ofSeconds(30));
    }

    private static Mono<Long> transactional(Posting posting) {
        return context.getBean(Ledger.class)
                .post(posting)
                .as(context.getBean(TransactionalOperator.class)::transactional);
    }

    private static List<Balance> balancesOf(long member) {
        return context.getBean(Statements.class)
                .balancesOf(member)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private List<Line> linesOf(long member) {
        return context.getBean(Statements.class)
                .linesOf(member, null, null, Long.MAX_VALUE, 1_000)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private List<Line> page(long before, int limit) {
        return context.getBean(Statements.class)
                .linesOf(ann, CNY, null, before, limit)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private List<String> planLines() {
        return database.jdbc()
                .sql("SELECT concat_ws(' ', account, asset, amount, balance, kind) FROM ledger_plan_line"
                        + " WHERE plan_id = ? ORDER BY id")
                .param(plan)
                .query(String.class)
                .list();
    }
}

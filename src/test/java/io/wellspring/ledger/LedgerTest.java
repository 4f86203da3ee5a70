package io.wellspring.ledger;

import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.EQUITY;
import static io.wellspring.value.AssetCode.POINT;
import static io.wellspring.value.AssetCode.QUOTA;
import static io.wellspring.value.SignRule.FREE;
import static io.wellspring.value.SignRule.NEVER_NEGATIVE;
import static io.wellspring.value.SignRule.NEVER_POSITIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.R2dbcException;
import io.wellspring.testing.TestDatabase;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.Move;
import io.wellspring.value.SignRule;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The door to value: what it writes, and what it refuses. */
class LedgerTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 3, 4);
    private static final AtomicLong NEXT = new AtomicLong(1);

    private static TestDatabase database;
    private static AnnotationConfigApplicationContext context;

    /** Accounts such as plans have, and one that may go both ways. */
    private enum TestAccount implements BookAccount {
        SALES(Map.of(CNY, NEVER_POSITIVE)),
        POOL(Map.of(CNY, NEVER_NEGATIVE)),
        PLATFORM(Map.of(CNY, NEVER_NEGATIVE)),
        ISSUED(Map.of(EQUITY, NEVER_POSITIVE, QUOTA, NEVER_POSITIVE)),
        GIFTS(Map.of(CNY, FREE, POINT, FREE, QUOTA, FREE));

        private final Map<AssetCode, SignRule> signs;

        TestAccount(Map<AssetCode, SignRule> signs) {
            this.signs = signs;
        }

        @Override
        public Map<AssetCode, SignRule> signs() {
            return signs;
        }

        @Override
        public String meaning() {
            return "An account of a test.";
        }
    }

    private static final Chart ACCOUNTS = Chart.of(TestAccount.values());

    private final long plan = NEXT.getAndIncrement();
    private final Book book = Book.ofPlan(plan, ACCOUNTS);
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
        post(of(1, 2, toMember(ann, CNY, 500, 1), toMember(ann, CNY, 200, 2), toBook("SALES", CNY, -700)));

        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 700));
        assertThat(linesOf(ann))
                .extracting(
                        StatementLine::amount,
                        StatementLine::balance,
                        StatementLine::position,
                        StatementLine::causeBookId,
                        StatementLine::businessDay)
                .containsExactly(tuple(200L, 700L, 2L, plan, TODAY), tuple(500L, 500L, 1L, plan, TODAY));
        assertThat(bookLines()).containsExactly("SALES CNY -700 -700 TEST");
    }

    @Test
    void linesThatDoNotBalancePerAssetAreRefused() {
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1), toBook("SALES", CNY, -499)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1), toBook("GIFTS", POINT, -500)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 500, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sumsThatOverflowAreNoBalance() {
        assertThatThrownBy(() -> of(
                        1,
                        1,
                        toBook("POOL", CNY, Long.MAX_VALUE),
                        toBook("PLATFORM", CNY, Long.MAX_VALUE),
                        toBook("GIFTS", CNY, 2)))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aLineThatMovesNothingIsRefused() {
        assertThatThrownBy(() -> of(1, 1, toMember(ann, CNY, 0, 1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDatabaseRefusesANegativeBalanceOfAMemberAndWritesNothingOfThePosting() {
        post(of(1, 1, toMember(ann, CNY, 500, 1), toBook("SALES", CNY, -500)));
        Posting tooMuch = of(
                2,
                2,
                toMember(ben, CNY, 501, 2),
                toMember(ann, CNY, -501, 2),
                toBook("GIFTS", QUOTA, 5),
                toBook("ISSUED", QUOTA, -5));

        Throwable failure = catchThrowable(() -> post(tooMuch));

        assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23514");
        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 500));
        assertThat(balancesOf(ben)).isEmpty();
        assertThat(bookLines()).hasSize(1);
    }

    @Test
    void theDatabaseRefusesANegativeFirstBalanceToo() {
        Throwable failure = catchThrowable(() -> post(of(1, 1, toMember(ann, CNY, -1, 1), toBook("POOL", CNY, 1))));

        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23514");
    }

    @Test
    void aMemberMayPayWithWhatTheSamePostingBringsFirst() {
        post(of(1, 2, toMember(ann, POINT, 500, 1), toMember(ann, POINT, -500, 2)));

        assertThat(balancesOf(ann)).isEmpty();
        assertThat(linesOf(ann)).extracting(StatementLine::balance).containsExactly(0L, 500L);
    }

    @Test
    void anAccountOfABookMayHaveWhatItsSignPermits() {
        post(of(1, 1, toBook("SALES", CNY, -300), toBook("POOL", CNY, 300)));
        post(of(2, 2, toBook("GIFTS", CNY, 5), toBook("POOL", CNY, -5)));
        post(of(3, 3, toBook("GIFTS", CNY, -305), toBook("POOL", CNY, 5), toBook("SALES", CNY, 300)));

        assertThat(bookBalances()).containsExactly("GIFTS CNY -300", "POOL CNY 300", "SALES CNY 0");
    }

    @Test
    void aPoolNeverGoesBelowZero() {
        post(of(1, 1, toBook("SALES", CNY, -300), toBook("POOL", CNY, 300)));

        assertRefused(of(2, 2, toBook("POOL", CNY, -301), toMember(ann, CNY, 301, 2)), "POOL", "-1 CNY");

        assertThat(bookBalances()).containsExactly("POOL CNY 300", "SALES CNY -300");
        assertThat(bookLines()).hasSize(2);
        assertThat(balancesOf(ann)).isEmpty();
        post(of(2, 2, toBook("POOL", CNY, -300), toMember(ann, CNY, 300, 2)));
    }

    @Test
    void aPoolThatHadNothingYetGivesNothing() {
        assertRefused(of(1, 1, toBook("POOL", CNY, -1), toBook("GIFTS", CNY, 1)), "POOL", "-1 CNY");
    }

    @Test
    void whatIsOwedNeverTurnsIntoWhatIsHad() {
        post(of(1, 1, toBook("SALES", CNY, -300), toBook("POOL", CNY, 300)));

        assertRefused(of(2, 2, toBook("SALES", CNY, 301), toBook("GIFTS", CNY, -301)), "SALES", "1 CNY");
        assertRefused(of(2, 2, toBook("ISSUED", QUOTA, 1), toBook("GIFTS", QUOTA, -1)), "ISSUED", "1 QUOTA");
    }

    @Test
    void aMassPostingIsHeldToTheSameRules() {
        MoveQuery gift = new MoveQuery(
                "SELECT :ann::bigint AS member_id, 'CNY' AS asset, 5::bigint AS amount, 'TEST' AS kind, 1 AS ordinal",
                Map.of("ann", ann));

        Throwable failure = catchThrowable(() -> context.getBean(Ledger.class)
                .post(new MassPosting(
                        book, TODAY, "gift of " + plan, gift, List.of(new Move.OfBook("POOL", CNY, -5, "TEST"))))
                .as(context.getBean(TransactionalOperator.class)::transactional)
                .block(Duration.ofSeconds(30)));

        assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(balancesOf(ann)).isEmpty();
        assertThatThrownBy(() -> new MassPosting(
                        book, TODAY, "gift of " + plan, gift, List.of(new Move.OfBook("POOLS", CNY, -5, "TEST"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noStatementBesideTheLedgerBreaksASignEither() {
        post(of(1, 1, toBook("SALES", CNY, -300), toBook("POOL", CNY, 300)));

        assertThatThrownBy(() -> database.jdbc()
                        .sql("UPDATE ledger_plan_balance SET amount = -1 WHERE plan_id = ? AND account = 'POOL'")
                        .param(plan)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("account POOL of book " + plan + " is NEVER_NEGATIVE and would have -1 CNY");
        assertThatThrownBy(() -> database.jdbc()
                        .sql("UPDATE ledger_plan_balance SET amount = 1 WHERE plan_id = ? AND account = 'SALES'")
                        .param(plan)
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void anAccountThatTheChartDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> of(1, 1, toBook("POOLS", CNY, 1), toBook("SALES", CNY, -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the chart has no account POOLS in CNY");
        assertThatThrownBy(() -> of(1, 1, toBook("POOL", QUOTA, 1), toBook("ISSUED", QUOTA, -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the chart has no account POOL in QUOTA");
    }

    @Test
    void aBookIsOpenedOnce() {
        open(book);

        assertThat(database.jdbc()
                        .sql("SELECT kind FROM ledger_book WHERE id = ?")
                        .param(plan)
                        .query(String.class)
                        .single())
                .isEqualTo("PLAN");
        assertThatThrownBy(() -> open(book)).isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void theHouseHasABookOfItsOwnBesideThoseOfPlans() {
        Book house = Book.ofHouse(ACCOUNTS);
        post(Posting.ofCause(
                house, TODAY, "house-" + plan, List.of(toMember(ann, CNY, 5, 0), toBook("GIFTS", CNY, -5))));

        assertThat(linesOf(ann)).extracting(StatementLine::causeBookId).containsExactly(0L);
        assertThatThrownBy(() -> open(house)).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> Book.ofPlan(0, ACCOUNTS)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Book(plan, Book.Kind.HOUSE, ACCOUNTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlansSideIsOneLineForEachAccountAndKind() {
        post(of(
                1,
                3,
                toBook("SALES", CNY, -300),
                toBook("POOL", CNY, 300),
                toBook("SALES", CNY, -100),
                toBook("POOL", CNY, 100),
                new Move.OfBook("POOL", CNY, -50, "OTHER"),
                new Move.OfBook("PLATFORM", CNY, 50, "OTHER"),
                new Move.OfBook("POOL", CNY, 7, "GONE"),
                new Move.OfBook("POOL", CNY, -7, "GONE")));

        assertThat(bookLines())
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
                book, TODAY, "gift-" + plan, List.of(toMember(ann, CNY, 500, 0), toBook("GIFTS", CNY, -500)));
        post(gift);

        Throwable failure = catchThrowable(() -> post(gift));

        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23505");
        assertThat(balancesOf(ann)).containsExactly(new Balance(new Asset(CNY, 0), 500));
        assertThat(linesOf(ann)).extracting(StatementLine::position).containsOnlyNulls();
    }

    @Test
    void aPostingHasACauseOrCommandsAndNeverBoth() {
        List<Move> moves = List.of(toBook("POOL", CNY, 1), toBook("SALES", CNY, -1));

        assertThatThrownBy(() -> post(new Posting(book, TODAY, null, null, null, moves)))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> post(new Posting(book, TODAY, 1L, 1L, "both", moves)))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void unitsOfOnePlanNeverLandInAnotherButCashIsOneForAll() {
        long otherPlan = NEXT.getAndIncrement() + 500;
        post(of(1, 1, toMember(ann, EQUITY, 5, 1), toBook("ISSUED", EQUITY, -5)));
        post(Posting.ofCommands(
                Book.ofPlan(otherPlan, ACCOUNTS),
                TODAY,
                1,
                1,
                List.of(
                        toMember(ann, EQUITY, 7, 1),
                        toBook("ISSUED", EQUITY, -7),
                        toMember(ann, CNY, 9, 1),
                        toBook("SALES", CNY, -9))));
        post(of(2, 2, toMember(ann, CNY, 1, 1), toBook("SALES", CNY, -1)));

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
            assertThat(linesOf(member))
                    .first()
                    .extracting(StatementLine::balance)
                    .isEqualTo(200L);
        }
    }

    @Test
    void aStatementIsReadPageByPageNewestFirst() {
        for (int position = 1; position <= 7; position++) {
            post(of(position, position, toMember(ann, CNY, position, position), toBook("SALES", CNY, -position)));
        }
        List<Long> amounts = new ArrayList<>();
        long before = Long.MAX_VALUE;
        for (List<StatementLine> page = page(before, 3); !page.isEmpty(); page = page(before, 3)) {
            assertThat(page).hasSizeLessThanOrEqualTo(3);
            page.forEach(line -> amounts.add(line.amount()));
            before = page.get(page.size() - 1).id();
        }

        assertThat(amounts).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L);
    }

    @Test
    void aStatementCanBeOfOneAssetAndOnePlan() {
        post(of(1, 1, toMember(ann, CNY, 5, 1), toBook("SALES", CNY, -5)));
        post(of(2, 2, toMember(ann, QUOTA, 6, 2), toBook("ISSUED", QUOTA, -6)));

        Statements statements = context.getBean(Statements.class);
        assertThat(statements
                        .linesOf(ann, QUOTA, null, Long.MAX_VALUE, 10)
                        .collectList()
                        .block())
                .extracting(StatementLine::amount)
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
                book, LocalDate.of(2027, 2, 28), 1, 1, List.of(toBook("POOL", CNY, 1), toBook("SALES", CNY, -1))));

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
        moves.add(toBook("SALES", CNY, -moves.size()));
        return Posting.ofCommands(Book.ofPlan(1_000_000 + plan * 1_000 + n % 5, ACCOUNTS), TODAY, 1, 1, moves);
    }

    private Posting of(long first, long last, Move... moves) {
        return Posting.ofCommands(book, TODAY, first, last, List.of(moves));
    }

    private static Move toMember(long member, AssetCode asset, long amount, long position) {
        return new Move.OfHolder(member, asset, amount, "TEST", position);
    }

    private static Move toBook(String account, AssetCode asset, long amount) {
        return new Move.OfBook(account, asset, amount, "TEST");
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

    private List<StatementLine> linesOf(long member) {
        return context.getBean(Statements.class)
                .linesOf(member, null, null, Long.MAX_VALUE, 1_000)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private List<StatementLine> page(long before, int limit) {
        return context.getBean(Statements.class)
                .linesOf(ann, CNY, null, before, limit)
                .collectList()
                .block(Duration.ofSeconds(30));
    }

    private static void open(Book book) {
        context.getBean(Ledger.class).open(book).block(Duration.ofSeconds(30));
    }

    /** As a member's negative balance is: nothing of the posting stays. */
    private static void assertRefused(Posting posting, String account, String balance) {
        Throwable failure = catchThrowable(() -> post(posting));

        assertThat(failure).isInstanceOf(DataIntegrityViolationException.class);
        assertThat(((R2dbcException) failure.getCause()).getSqlState()).isEqualTo("23514");
        assertThat(failure.getCause())
                .hasMessageStartingWith("account " + account)
                .hasMessageEndingWith("would have " + balance);
    }

    private List<String> bookBalances() {
        return database.jdbc()
                .sql(
                        "SELECT concat_ws(' ', account, asset, amount) FROM ledger_plan_balance WHERE plan_id = ? ORDER BY 1")
                .param(plan)
                .query(String.class)
                .list();
    }

    private List<String> bookLines() {
        return database.jdbc()
                .sql("SELECT concat_ws(' ', account, asset, amount, balance, kind) FROM ledger_plan_line"
                        + " WHERE plan_id = ? ORDER BY id")
                .param(plan)
                .query(String.class)
                .list();
    }
}

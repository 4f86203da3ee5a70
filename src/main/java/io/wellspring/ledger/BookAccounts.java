package io.wellspring.ledger;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The books' own accounts, summed per account and kind: one line for a batch, not one for each order. Each balance has
 * its sign rule beside it, and the database refuses one that breaks it.
 */
@Component
class BookAccounts {

    private final DatabaseClient database;

    BookAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> open(Book book) {
        return database.sql("INSERT INTO ledger_book (id, kind) VALUES (:book, :kind)")
                .bind("book", book.id())
                .bind("kind", book.kind().name())
                .then();
    }

    /** The moves that are left when those of one account and kind are added up, in the order of their accounts. */
    static List<Move.OfBook> summed(List<Move.OfBook> moves) {
        Map<Line, Long> sums = new TreeMap<>();
        moves.forEach(move -> sums.merge(new Line(Account.of(move), move.kind()), move.amount(), Math::addExact));
        sums.values().removeIf(sum -> sum == 0);
        return sums.entrySet().stream()
                .map(sum -> sum.getKey().moving(sum.getValue()))
                .toList();
    }

    Mono<RunningBalances<Account>> change(Book book, List<Move.OfBook> lines) {
        RunningBalances<Account> balances = new RunningBalances<>();
        lines.forEach(line -> balances.add(Account.of(line), line.amount()));
        return lines.isEmpty() ? Mono.just(balances) : change(book, balances).thenReturn(balances);
    }

    /** What an account has; 0 where nothing ever moved on it. */
    Mono<Long> balance(Book book, String account, AssetCode asset) {
        return database.sql("""
                        SELECT coalesce(sum(amount), 0)::bigint FROM ledger_plan_balance
                         WHERE plan_id = :book AND account = :account AND asset = :asset
                        """)
                .bind("book", book.id())
                .bind("account", account)
                .bind("asset", asset.name())
                .mapValue(Long.class)
                .one();
    }

    /** The sign is written each time, so that a rule of the chart that is new holds from the next posting on. */
    private Mono<Void> change(Book book, RunningBalances<Account> balances) {
        Columns<Account> accounts = new Columns<>(balances.changes().keySet());
        return database.sql("""
                        INSERT INTO ledger_plan_balance AS balance (plan_id, account, asset, amount, sign)
                        SELECT :book, account, asset, amount, sign
                          FROM unnest(:accounts::text[], :assets::text[], :amounts::bigint[], :signs::text[])
                               AS change (account, asset, amount, sign)
                        ON CONFLICT (plan_id, account, asset)
                        DO UPDATE SET amount = balance.amount + excluded.amount, sign = excluded.sign
                        RETURNING account, asset, amount
                        """)
                .bind("book", book.id())
                .bind("accounts", accounts.texts(Account::name))
                .bind("assets", accounts.texts(account -> account.asset().name()))
                .bind("amounts", new Columns<>(balances.changes().values()).longs(amount -> amount))
                .bind("signs", accounts.texts(account -> account.signIn(book)))
                .map((row, metadata) -> {
                    balances.endsAt(
                            new Account(
                                    row.get("account", String.class),
                                    AssetCode.valueOf(row.get("asset", String.class))),
                            row.get("amount", Long.class));
                    return true;
                })
                .all()
                .then();
    }

    Mono<Void> insert(long postingId, Posting posting, List<Move.OfBook> moves, RunningBalances<Account> balances) {
        if (moves.isEmpty()) {
            return Mono.empty();
        }
        Columns<Move.OfBook> lines = new Columns<>(moves);
        return database.sql("""
                        INSERT INTO ledger_plan_line
                               (plan_id, id, posting_id, account, asset, amount, balance, kind, business_day)
                        SELECT :book, nextval('ledger_line_id'), :posting, account, asset, amount, balance, kind, :day
                          FROM unnest(:accounts::text[], :assets::text[], :amounts::bigint[], :balances::bigint[],
                                      :kinds::text[])
                               AS line (account, asset, amount, balance, kind)
                        """)
                .bind("book", posting.book().id())
                .bind("posting", postingId)
                .bind("day", posting.businessDay())
                .bind("accounts", lines.texts(Move.OfBook::account))
                .bind("assets", lines.texts(move -> move.asset().name()))
                .bind("amounts", lines.longs(Move.OfBook::amount))
                .bind("balances", lines.longs(move -> balances.after(Account.of(move), move.amount())))
                .bind("kinds", lines.texts(Move.OfBook::kind))
                .then();
    }

    record Account(String name, AssetCode asset) implements Comparable<Account> {

        static Account of(Move.OfBook move) {
            return new Account(move.account(), move.asset());
        }

        String signIn(Book book) {
            return book.chart().sign(name, asset).name();
        }

        @Override
        public int compareTo(Account other) {
            return Comparator.comparing(Account::name)
                    .thenComparing(Account::asset)
                    .compare(this, other);
        }
    }

    private record Line(Account account, String kind) implements Comparable<Line> {

        Move.OfBook moving(long amount) {
            return new Move.OfBook(account.name, account.asset, amount, kind);
        }

        @Override
        public int compareTo(Line other) {
            return Comparator.comparing(Line::account).thenComparing(Line::kind).compare(this, other);
        }
    }
}

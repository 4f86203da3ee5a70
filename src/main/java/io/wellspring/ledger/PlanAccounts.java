package io.wellspring.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;

/** The plans' own accounts, summed per account and kind: one line for a batch, not one for each order. */
@Component
class PlanAccounts {

    private final DatabaseClient database;

    PlanAccounts(DatabaseClient database) {
        this.database = database;
    }

    /** The moves that are left when those of one account and kind are added up, in the order of their accounts. */
    static List<Move.OfPlan> summed(List<Move.OfPlan> moves) {
        Map<Line, Long> sums = new TreeMap<>();
        moves.forEach(move -> sums.merge(new Line(Account.of(move), move.kind()), move.amount(), Math::addExact));
        sums.values().removeIf(sum -> sum == 0);
        return sums.entrySet().stream()
                .map(sum -> sum.getKey().moving(sum.getValue()))
                .toList();
    }

    Mono<RunningBalances<Account>> change(Posting posting, List<Move.OfPlan> lines) {
        RunningBalances<Account> balances = new RunningBalances<>();
        lines.forEach(line -> balances.add(Account.of(line), line.amount()));
        return lines.isEmpty()
                ? Mono.just(balances)
                : change(posting.planId(), balances).thenReturn(balances);
    }

    /** What an account has; 0 where nothing ever moved on it. */
    Mono<Long> balance(long planId, String account, AssetCode asset) {
        return database.sql("""
                        SELECT coalesce(sum(amount), 0)::bigint FROM ledger_plan_balance
                         WHERE plan_id = :plan AND account = :account AND asset = :asset
                        """)
                .bind("plan", planId)
                .bind("account", account)
                .bind("asset", asset.name())
                .mapValue(Long.class)
                .one();
    }

    private Mono<Void> change(long planId, RunningBalances<Account> balances) {
        Columns<Account> accounts = new Columns<>(balances.changes().keySet());
        return database.sql("""
                        INSERT INTO ledger_plan_balance AS balance (plan_id, account, asset, amount)
                        SELECT :plan, account, asset, amount
                          FROM unnest(:accounts::text[], :assets::text[], :amounts::bigint[])
                               AS change (account, asset, amount)
                        ON CONFLICT (plan_id, account, asset)
                        DO UPDATE SET amount = balance.amount + excluded.amount
                        RETURNING account, asset, amount
                        """)
                .bind("plan", planId)
                .bind("accounts", accounts.texts(Account::name))
                .bind("assets", accounts.texts(account -> account.asset().name()))
                .bind("amounts", new Columns<>(balances.changes().values()).longs(amount -> amount))
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

    Mono<Void> insert(long postingId, Posting posting, List<Move.OfPlan> moves, RunningBalances<Account> balances) {
        if (moves.isEmpty()) {
            return Mono.empty();
        }
        Columns<Move.OfPlan> lines = new Columns<>(moves);
        return database.sql("""
                        INSERT INTO ledger_plan_line
                               (plan_id, id, posting_id, account, asset, amount, balance, kind, business_day)
                        SELECT :plan, nextval('ledger_line_id'), :posting, account, asset, amount, balance, kind, :day
                          FROM unnest(:accounts::text[], :assets::text[], :amounts::bigint[], :balances::bigint[],
                                      :kinds::text[])
                               AS line (account, asset, amount, balance, kind)
                        """)
                .bind("plan", posting.planId())
                .bind("posting", postingId)
                .bind("day", posting.businessDay())
                .bind("accounts", lines.texts(Move.OfPlan::account))
                .bind("assets", lines.texts(move -> move.asset().name()))
                .bind("amounts", lines.longs(Move.OfPlan::amount))
                .bind("balances", lines.longs(move -> balances.after(Account.of(move), move.amount())))
                .bind("kinds", lines.texts(Move.OfPlan::kind))
                .then();
    }

    record Account(String name, AssetCode asset) implements Comparable<Account> {

        static Account of(Move.OfPlan move) {
            return new Account(move.account(), move.asset());
        }

        @Override
        public int compareTo(Account other) {
            return Comparator.comparing(Account::name)
                    .thenComparing(Account::asset)
                    .compare(this, other);
        }
    }

    private record Line(Account account, String kind) implements Comparable<Line> {

        Move.OfPlan moving(long amount) {
            return new Move.OfPlan(account.name, account.asset, amount, kind);
        }

        @Override
        public int compareTo(Line other) {
            return Comparator.comparing(Line::account).thenComparing(Line::kind).compare(this, other);
        }
    }
}

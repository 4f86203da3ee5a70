package io.wellspring.ledger;

import io.r2dbc.spi.Readable;
import io.wellspring.bulk.CopyIn;
import io.wellspring.bulk.Rows;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Balances and lines of holders; the database lets none of them become negative. */
@Component
class HolderAccounts {

    private static final String LINES = "ledger_member_line (member_id, posting_id, asset, plan_id, amount, balance,"
            + " kind, cause_plan_id, position, business_day)";
    private static final int LINE_COLUMNS = 10;
    private static final int EXPECTED_BYTES = 150;

    private final DatabaseClient database;
    private final CopyIn copy;

    HolderAccounts(DatabaseClient database, CopyIn copy) {
        this.database = database;
        this.copy = copy;
    }

    Mono<Map<Long, Long>> balances(Collection<Long> holders, AssetCode asset) {
        return database.sql("""
                        SELECT member_id, amount FROM ledger_member_balance
                         WHERE member_id = ANY(:holders::bigint[]) AND asset = :asset AND plan_id = :plan
                         ORDER BY member_id
                           FOR NO KEY UPDATE
                        """)
                .bind("holders", holders.toArray(Long[]::new))
                .bind("asset", asset.name())
                .bind("plan", Asset.NO_PLAN)
                .map(row -> Map.entry(row.get("member_id", Long.class), row.get("amount", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Adds up the moves account by account, and tells what became of each balance. */
    Mono<RunningBalances<Account>> change(Posting posting, List<Move.OfHolder> moves) {
        RunningBalances<Account> balances = new RunningBalances<>();
        moves.forEach(move -> balances.add(Account.of(move, posting.book().id()), move.amount()));
        return moves.isEmpty() ? Mono.just(balances) : change(balances).thenReturn(balances);
    }

    private Mono<Void> change(RunningBalances<Account> balances) {
        Columns<Account> accounts = new Columns<>(balances.changes().keySet());
        return database.sql("""
                        WITH changed AS (
                            INSERT INTO ledger_member_balance AS balance (member_id, asset, plan_id, amount)
                            SELECT member_id, asset, plan_id, amount
                              FROM unnest(:holders::bigint[], :assets::text[], :plans::bigint[], :amounts::bigint[])
                                   WITH ORDINALITY AS change (member_id, asset, plan_id, amount, ordinal)
                             ORDER BY ordinal
                            ON CONFLICT (member_id, asset, plan_id)
                            DO UPDATE SET amount = balance.amount + excluded.amount
                            RETURNING member_id, asset, plan_id, amount)
                        SELECT array_agg(member_id) AS holders, array_agg(asset) AS assets,
                               array_agg(plan_id) AS plans, array_agg(amount) AS amounts
                          FROM changed
                        """)
                .bind("holders", accounts.longs(Account::holderId))
                .bind("assets", accounts.texts(account -> account.asset().code().name()))
                .bind("plans", accounts.longs(account -> account.asset().planId()))
                .bind("amounts", new Columns<>(balances.changes().values()).longs(amount -> amount))
                .map(row -> take(row, balances))
                .one()
                .then();
    }

    /** One row with all of them: a row for each would cost more than the change itself. */
    private static boolean take(Readable row, RunningBalances<Account> balances) {
        Long[] holders = row.get("holders", Long[].class);
        String[] assets = row.get("assets", String[].class);
        Long[] plans = row.get("plans", Long[].class);
        Long[] amounts = row.get("amounts", Long[].class);
        for (int n = 0; n < amounts.length; n++) {
            Asset asset = new Asset(AssetCode.valueOf(assets[n]), plans[n]);
            balances.endsAt(new Account(holders[n], asset), amounts[n]);
        }
        return true;
    }

    Mono<Void> insert(long postingId, Posting posting, List<Move.OfHolder> moves, RunningBalances<Account> balances) {
        if (moves.isEmpty()) {
            return Mono.empty();
        }
        Rows lines = new Rows(LINE_COLUMNS, moves.size(), EXPECTED_BYTES);
        moves.forEach(move -> lines.row()
                .number(move.holderId())
                .number(postingId)
                .text(move.asset().name())
                .number(move.asset().in(posting.book().id()).planId())
                .number(move.amount())
                .number(balances.after(Account.of(move, posting.book().id()), move.amount()))
                .text(move.kind())
                .number(posting.book().id())
                .number(move.position() == 0 ? null : move.position())
                .day(posting.businessDay()));
        return copy.into(LINES, lines).then();
    }

    /** One holder's account in one asset. What plans share comes last, so that its locks are held most briefly. */
    record Account(long holderId, Asset asset) implements Comparable<Account> {

        private static final Comparator<Account> ORDER = Comparator.comparing(
                        (Account account) -> account.asset.code().isGlobal())
                .thenComparingLong(Account::holderId)
                .thenComparing(account -> account.asset.code())
                .thenComparingLong(account -> account.asset.planId());

        static Account of(Move.OfHolder move, long planId) {
            return new Account(move.holderId(), move.asset().in(planId));
        }

        @Override
        public int compareTo(Account other) {
            return ORDER.compare(this, other);
        }
    }
}

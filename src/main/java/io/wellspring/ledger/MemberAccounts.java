package io.wellspring.ledger;

import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.Comparator;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Balances and lines of members; the database lets none of them become negative. */
@Component
class MemberAccounts {

    private final DatabaseClient database;

    MemberAccounts(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> post(long postingId, Posting posting, List<Move.OfMember> moves) {
        if (moves.isEmpty()) {
            return Mono.empty();
        }
        RunningBalances<Account> balances = new RunningBalances<>();
        moves.forEach(move -> balances.add(Account.of(move, posting.planId()), move.amount()));
        return change(balances).then(Mono.defer(() -> insertLines(postingId, posting, moves, balances)));
    }

    private Mono<Void> change(RunningBalances<Account> balances) {
        Columns<Account> accounts = new Columns<>(balances.changes().keySet());
        return database.sql("""
                        INSERT INTO ledger_member_balance AS balance (member_id, asset, plan_id, amount)
                        SELECT member_id, asset, plan_id, amount
                          FROM unnest(:members::bigint[], :assets::text[], :plans::bigint[], :amounts::bigint[])
                               WITH ORDINALITY AS change (member_id, asset, plan_id, amount, ordinal)
                         ORDER BY ordinal
                        ON CONFLICT (member_id, asset, plan_id)
                        DO UPDATE SET amount = balance.amount + excluded.amount
                        RETURNING member_id, asset, plan_id, amount
                        """)
                .bind("members", accounts.longs(Account::memberId))
                .bind("assets", accounts.texts(account -> account.asset().code().name()))
                .bind("plans", accounts.longs(account -> account.asset().planId()))
                .bind("amounts", new Columns<>(balances.changes().values()).longs(amount -> amount))
                .map((row, metadata) -> {
                    balances.endsAt(
                            new Account(
                                    row.get("member_id", Long.class),
                                    new Asset(
                                            AssetCode.valueOf(row.get("asset", String.class)),
                                            row.get("plan_id", Long.class))),
                            row.get("amount", Long.class));
                    return true;
                })
                .all()
                .then();
    }

    private Mono<Void> insertLines(
            long postingId, Posting posting, List<Move.OfMember> moves, RunningBalances<Account> balances) {
        Columns<Move.OfMember> lines = new Columns<>(moves);
        return database.sql("""
                        INSERT INTO ledger_member_line
                               (member_id, id, posting_id, asset, plan_id, amount, balance, kind,
                                cause_plan_id, position, business_day)
                        SELECT member_id, nextval('ledger_line_id'), :posting, asset, plan_id, amount, balance, kind,
                               :causePlan, nullif(position, 0), :day
                          FROM unnest(:members::bigint[], :assets::text[], :plans::bigint[], :amounts::bigint[],
                                      :balances::bigint[], :kinds::text[], :positions::bigint[])
                               AS line (member_id, asset, plan_id, amount, balance, kind, position)
                        """)
                .bind("posting", postingId)
                .bind("causePlan", posting.planId())
                .bind("day", posting.businessDay())
                .bind("members", lines.longs(Move.OfMember::memberId))
                .bind("assets", lines.texts(move -> move.asset().name()))
                .bind(
                        "plans",
                        lines.longs(move -> move.asset().in(posting.planId()).planId()))
                .bind("amounts", lines.longs(Move.OfMember::amount))
                .bind(
                        "balances",
                        lines.longs(move -> balances.after(Account.of(move, posting.planId()), move.amount())))
                .bind("kinds", lines.texts(Move.OfMember::kind))
                .bind("positions", lines.longs(Move.OfMember::position))
                .then();
    }

    /** One member's account in one asset. What plans share comes last, so that its locks are held most briefly. */
    private record Account(long memberId, Asset asset) implements Comparable<Account> {

        private static final Comparator<Account> ORDER = Comparator.comparing(
                        (Account account) -> account.asset.code().isGlobal())
                .thenComparingLong(Account::memberId)
                .thenComparing(account -> account.asset.code())
                .thenComparingLong(account -> account.asset.planId());

        static Account of(Move.OfMember move, long planId) {
            return new Account(move.memberId(), move.asset().in(planId));
        }

        @Override
        public int compareTo(Account other) {
            return ORDER.compare(this, other);
        }
    }
}

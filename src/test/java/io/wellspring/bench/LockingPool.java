package io.wellspring.bench;

import io.wellspring.plan.equity.rules.EquityHolder;
import io.wellspring.plan.equity.rules.EquityHolders;
import io.wellspring.plan.equity.rules.EquityMoves;
import io.wellspring.plan.equity.rules.EquityParameters;
import io.wellspring.plan.equity.rules.EquityRules;
import io.wellspring.plan.equity.rules.EquityState;
import io.wellspring.plan.equity.rules.Rules;
import io.wellspring.value.Move;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same work as it is usually done: each order is a transaction of its own that locks the pool, by the same pure
 * rules, into the same tables. Three round trips and a commit, with prepared statements.
 */
final class LockingPool {

    private static final int FIRST_TO_EXIT = 8;

    private static final String LOCK = "SELECT last_position, state::text FROM plan WHERE id = ? FOR UPDATE";

    private static final String HOLDERS = """
            (SELECT member_id, units, quota, false AS first FROM equity_holder
              WHERE plan_id = ? AND member_id = ANY(?))
            UNION ALL
            (SELECT member_id, units, quota, true FROM equity_holder
              WHERE plan_id = ? AND units > 0 ORDER BY exit_price, member_id LIMIT %d)
            """.formatted(FIRST_TO_EXIT);

    /** Sent in one go: the driver does not wait between the statements. */
    private static final String WRITE = """
            INSERT INTO plan_log (plan_id, source, key, kind, member_id, body, fingerprint, position, business_day,
                                  status, facts, outcome, applied_at)
            VALUES (?, 'client:bench', ?, 'ORDER', ?, ?::jsonb, ?, ?, current_date, 'APPLIED', ?::jsonb, ?::jsonb, now());
            INSERT INTO ledger_posting (id, plan_id, business_day, first_position, last_position)
            VALUES (nextval('ledger_posting_id'), ?, current_date, ?, ?);
            INSERT INTO equity_holder (plan_id, member_id, units, quota)
            SELECT ?, * FROM unnest(?::bigint[], ?::bigint[], ?::bigint[])
            ON CONFLICT (plan_id, member_id) DO UPDATE SET units = excluded.units, quota = excluded.quota;
            INSERT INTO ledger_plan_balance AS balance (plan_id, account, asset, amount)
            SELECT ?, account, asset, sum(amount) FROM unnest(?::text[], ?::text[], ?::bigint[]) AS move (account, asset, amount)
             GROUP BY account, asset
            ON CONFLICT (plan_id, account, asset) DO UPDATE SET amount = balance.amount + excluded.amount;
            INSERT INTO ledger_plan_line (plan_id, id, posting_id, account, asset, amount, balance, kind, business_day)
            SELECT ?, nextval('ledger_line_id'), currval('ledger_posting_id'), account, asset, move.amount,
                   balance.amount, kind, current_date
              FROM (SELECT account, asset, kind, sum(amount) AS amount
                      FROM unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) AS move (account, asset, amount, kind)
                     GROUP BY account, asset, kind) AS move
              JOIN ledger_plan_balance AS balance USING (account, asset) WHERE balance.plan_id = ?;
            INSERT INTO ledger_member_balance AS balance (member_id, asset, plan_id, amount)
            SELECT member_id, asset, plan_id, sum(amount)
              FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[]) AS move (member_id, asset, plan_id, amount)
             GROUP BY member_id, asset, plan_id ORDER BY member_id, asset
            ON CONFLICT (member_id, asset, plan_id) DO UPDATE SET amount = balance.amount + excluded.amount;
            INSERT INTO ledger_member_line (member_id, id, posting_id, asset, plan_id, amount, balance, kind,
                                            cause_plan_id, position, business_day)
            SELECT member_id, nextval('ledger_line_id'), currval('ledger_posting_id'), asset, plan_id, move.amount,
                   balance.amount, kind, ?, ?, current_date
              FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                   AS move (member_id, asset, plan_id, amount, kind)
              JOIN ledger_member_balance AS balance USING (member_id, asset, plan_id);
            UPDATE plan SET last_position = ?, version = version + 1, state = ?::jsonb WHERE id = ?
            """;

    private final DataSource database;
    private final long plan;
    private final EquityParameters parameters = Rules.rules(
                    "supplyCap",
                    "100000000000",
                    "grantRate",
                    "0.50",
                    "referralGrantRate",
                    "0.10",
                    "quotaMultiple",
                    "0.5",
                    "referralQuotaMultiple",
                    "0.1")
            .checked();
    private final Map<Long, Long> referrers;
    private final JsonMapper json = new JsonMapper();

    LockingPool(DataSource database, long plan, Map<Long, Long> referrers) {
        this.database = database;
        this.plan = plan;
        this.referrers = referrers;
    }

    /** Lets so many clients work for some seconds, and returns the orders applied in a second. */
    double perSecond(PaidOrders orders, int clients, double seconds) {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        var threads = Executors.newFixedThreadPool(clients);
        long start = System.nanoTime();
        long end = start + (long) (seconds * 1e9);
        try {
            List<CompletableFuture<Void>> working = IntStream.range(0, clients)
                    .mapToObj(n -> CompletableFuture.runAsync(() -> work(orders, next, done, end), threads))
                    .toList();
            working.forEach(CompletableFuture::join);
        } finally {
            threads.shutdown();
        }
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    private void work(PaidOrders orders, AtomicInteger next, AtomicInteger done, long end) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement lock = prepared(connection, LOCK);
                    PreparedStatement holders = prepared(connection, HOLDERS);
                    PreparedStatement write = prepared(connection, WRITE)) {
                while (System.nanoTime() < end) {
                    int n = next.getAndIncrement();
                    apply(orders, n, lock, holders, write);
                    connection.commit();
                    done.incrementAndGet();
                }
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.unwrap(org.postgresql.PGStatement.class).setPrepareThreshold(1);
        return statement;
    }

    private void apply(
            PaidOrders orders, int n, PreparedStatement lock, PreparedStatement read, PreparedStatement write)
            throws SQLException {
        lock.setLong(1, plan);
        long position;
        EquityState state;
        try (ResultSet row = lock.executeQuery()) {
            row.next();
            position = row.getLong(1);
            state = json.readValue(row.getString(2), EquityState.class);
        }
        long buyer = orders.member(n);
        Long referrer = referrers.get(buyer);
        EquityHolders holders = holders(read, referrer == null ? new Long[] {buyer} : new Long[] {buyer, referrer});
        EquityMoves moves = new EquityMoves();
        EquityRules pool = new EquityRules(parameters, state, holders, moves);
        pool.unwind();
        if (pool.isUnwinding()) {
            throw new IllegalStateException("more exits than foreseen");
        }
        var outcome = pool.order(position + 1, buyer, referrer, orders.fen(n));
        write(
                write,
                orders,
                n,
                position + 1,
                referrer,
                json.writeValueAsString(outcome),
                pool.state(),
                holders.changed(),
                moves.all());
    }

    private EquityHolders holders(PreparedStatement read, Long[] touched) throws SQLException {
        read.setLong(1, plan);
        read.setArray(2, read.getConnection().createArrayOf("bigint", touched));
        read.setLong(3, plan);
        List<EquityHolder> first = new ArrayList<>();
        List<EquityHolder> seen = new ArrayList<>();
        try (ResultSet rows = read.executeQuery()) {
            while (rows.next()) {
                (rows.getBoolean(4) ? first : seen)
                        .add(new EquityHolder(rows.getLong(1), rows.getLong(2), rows.getLong(3)));
            }
        }
        return EquityHolders.some(first, seen);
    }

    private void write(
            PreparedStatement write,
            PaidOrders orders,
            int n,
            long position,
            Long referrer,
            String outcome,
            EquityState state,
            Collection<EquityHolder> changed,
            List<Move> moves)
            throws SQLException {
        List<Move.OfHolder> members = of(Move.OfHolder.class, moves);
        List<Move.OfBook> plans = of(Move.OfBook.class, moves);
        Parameters in = new Parameters(write);
        long buyer = orders.member(n);
        in.longs(plan)
                .text(orders.id(n))
                .longs(buyer)
                .text(
                        "{\"memberId\":%d,\"cash\":%d,\"pointsPaid\":0,\"merchant\":null,\"paidAt\":\"2026-11-01T02:00:00Z\"}"
                                .formatted(buyer, orders.fen(n)))
                .bytes(new byte[32])
                .longs(position)
                .text(referrer == null ? null : "{\"referrer\":" + referrer + "}")
                .text(outcome);
        in.longs(plan, position, position);
        in.longs(plan)
                .array("bigint", changed, EquityHolder::memberId)
                .array("bigint", changed, EquityHolder::units)
                .array("bigint", changed, EquityHolder::quota);
        in.longs(plan)
                .array("text", plans, Move.OfBook::account)
                .array("text", plans, move -> move.asset().name())
                .array("bigint", plans, Move.OfBook::amount);
        in.longs(plan)
                .array("text", plans, Move.OfBook::account)
                .array("text", plans, move -> move.asset().name())
                .array("bigint", plans, Move.OfBook::amount)
                .array("text", plans, Move.OfBook::kind)
                .longs(plan);
        accounts(in, members);
        in.longs(plan, position);
        accounts(in, members).array("text", members, Move.OfHolder::kind);
        in.longs(position).text(json.writeValueAsString(state)).longs(plan);
        write.execute();
    }

    private Parameters accounts(Parameters in, List<Move.OfHolder> members) throws SQLException {
        return in.array("bigint", members, Move.OfHolder::holderId)
                .array("text", members, move -> move.asset().name())
                .array("bigint", members, move -> move.asset().in(plan).planId())
                .array("bigint", members, Move.OfHolder::amount);
    }

    private static <M extends Move> List<M> of(Class<M> side, List<Move> moves) {
        return moves.stream().filter(side::isInstance).map(side::cast).toList();
    }

    /** Binds one parameter after the other. */
    private static final class Parameters {

        private final PreparedStatement statement;
        private int index;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        Parameters longs(long... values) throws SQLException {
            for (long value : values) {
                statement.setLong(++index, value);
            }
            return this;
        }

        Parameters text(String value) throws SQLException {
            statement.setString(++index, value);
            return this;
        }

        Parameters bytes(byte[] value) throws SQLException {
            statement.setBytes(++index, value);
            return this;
        }

        <R> Parameters array(String type, Collection<R> rows, Function<R, Object> column) throws SQLException {
            statement.setArray(
                    ++index,
                    statement
                            .getConnection()
                            .createArrayOf(type, rows.stream().map(column).toArray()));
            return this;
        }
    }
}

package io.wellspring.bench;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The floor: rows that others have worked out already, written by bare statements within the database, as many
 * orders in a transaction as the application takes. No rules, no HTTP, nothing to send.
 */
final class BareBatch {

    static final int BATCH = 2_000;

    private static final String STAGE = """
            CREATE INDEX ON staged_log (position);
            CREATE TABLE staged_member_line AS
            SELECT (position - %1$d - 1) / %2$d AS batch, * FROM copied_line ORDER BY id;
            CREATE INDEX ON staged_member_line (batch);
            CREATE TABLE staged_balance AS
            SELECT batch, member_id, asset, plan_id, sum(amount)::bigint AS amount
              FROM staged_member_line GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0 ORDER BY 1, 2, 3;
            CREATE INDEX ON staged_balance (batch);
            CREATE TABLE staged_holder AS
            SELECT batch, change.plan_id, member_id,
                   (coalesce(holder.units, 0) + sum(change.units) OVER running)::bigint AS units,
                   (coalesce(holder.quota, 0) + sum(change.quota) OVER running)::bigint AS quota
              FROM (SELECT batch, plan_id, member_id, coalesce(sum(amount) FILTER (WHERE asset = 'EQUITY'), 0) AS units,
                           coalesce(sum(amount) FILTER (WHERE asset = 'QUOTA'), 0) AS quota
                      FROM staged_member_line WHERE asset <> 'CNY' GROUP BY 1, 2, 3) AS change
              LEFT JOIN equity_holder AS holder USING (plan_id, member_id)
            WINDOW running AS (PARTITION BY member_id ORDER BY batch)
             ORDER BY 1, 3;
            CREATE INDEX ON staged_holder (batch);
            CREATE TABLE staged_plan_line AS
            SELECT batch, CASE asset WHEN 'CNY' THEN 'POOL' ELSE 'ISSUED' END AS account, asset,
                   -sum(amount)::bigint AS amount, kind
              FROM staged_member_line GROUP BY 1, 2, 3, 5;
            CREATE INDEX ON staged_plan_line (batch);
            ANALYZE
            """;

    private static final List<String> WRITE =
            List.of("""
            INSERT INTO plan_log OVERRIDING SYSTEM VALUE
            SELECT * FROM staged_log WHERE position BETWEEN ? AND ? ORDER BY position
            """, """
            INSERT INTO ledger_posting (id, plan_id, business_day, first_position, last_position)
            SELECT nextval('ledger_posting_id'), id, open_day, last_position + 1, last_position + %d
              FROM plan WHERE id = ?
            """.formatted(BATCH), """
            INSERT INTO equity_holder (plan_id, member_id, units, quota)
            SELECT plan_id, member_id, units, quota FROM staged_holder WHERE batch = ?
            ON CONFLICT (plan_id, member_id) DO UPDATE SET units = excluded.units, quota = excluded.quota
            """, """
            INSERT INTO ledger_plan_balance AS balance (plan_id, account, asset, amount)
            SELECT ?, account, asset, sum(amount) FROM staged_plan_line WHERE batch = ? GROUP BY account, asset
            ON CONFLICT (plan_id, account, asset) DO UPDATE SET amount = balance.amount + excluded.amount
            """, """
            INSERT INTO ledger_plan_line (plan_id, id, posting_id, account, asset, amount, balance, kind, business_day)
            SELECT ?, nextval('ledger_line_id'), currval('ledger_posting_id'), account, asset, amount, amount, kind,
                   current_date
              FROM staged_plan_line WHERE batch = ?
            """, """
            INSERT INTO ledger_member_balance AS balance (member_id, asset, plan_id, amount)
            SELECT member_id, asset, plan_id, amount FROM staged_balance WHERE batch = ?
            ON CONFLICT (member_id, asset, plan_id) DO UPDATE SET amount = balance.amount + excluded.amount
            """, """
            INSERT INTO ledger_member_line (member_id, id, posting_id, asset, plan_id, amount, balance, kind,
                                            cause_plan_id, position, business_day)
            SELECT member_id, id, posting_id, asset, plan_id, amount, balance, kind, cause_plan_id, position,
                   business_day
              FROM staged_member_line WHERE batch = ?
            """, """
            UPDATE plan SET last_position = last_position + %d, version = version + 1 WHERE id = ?
            """.formatted(BATCH));

    private final DataSource database;
    private final long plan;
    private final long positionBefore;
    private final int batches;

    BareBatch(DataSource database, long plan, long positionBefore, int orders) {
        this.database = database;
        this.plan = plan;
        this.positionBefore = positionBefore;
        this.batches = orders / BATCH;
    }

    /** Takes over what another database has of the plan's orders and lines. */
    void stage(DataSource original) throws SQLException {
        JdbcClient jdbc = JdbcClient.create(database);
        jdbc.sql("CREATE TABLE staged_log (LIKE plan_log)").update();
        jdbc.sql("CREATE TABLE copied_line (LIKE ledger_member_line)").update();
        copy(
                original,
                "SELECT * FROM plan_log WHERE plan_id = %d AND position > %d ORDER BY position"
                        .formatted(plan, positionBefore),
                "staged_log");
        copy(
                original,
                "SELECT * FROM ledger_member_line WHERE cause_plan_id = %d AND position > %d ORDER BY id"
                        .formatted(plan, positionBefore),
                "copied_line");
        for (String statement : STAGE.formatted(positionBefore, BATCH).split(";")) {
            jdbc.sql(statement).update();
        }
    }

    /** Writes all batches, and returns how many orders in a second. */
    double perSecond() throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            List<PreparedStatement> statements = new ArrayList<>();
            for (String sql : WRITE) {
                statements.add(connection.prepareStatement(sql));
            }
            long start = System.nanoTime();
            for (int batch = 0; batch < batches; batch++) {
                write(statements, batch);
                connection.commit();
            }
            return (long) batches * BATCH / ((System.nanoTime() - start) / 1e9);
        }
    }

    private void write(List<PreparedStatement> statements, int batch) throws SQLException {
        long first = positionBefore + (long) batch * BATCH + 1;
        run(statements.get(0), first, first + BATCH - 1);
        run(statements.get(1), plan);
        run(statements.get(2), batch);
        run(statements.get(3), plan, batch);
        run(statements.get(4), plan, batch);
        run(statements.get(5), batch);
        run(statements.get(6), batch);
        run(statements.get(7), plan);
    }

    private static void run(PreparedStatement statement, long... parameters) throws SQLException {
        for (int n = 0; n < parameters.length; n++) {
            statement.setLong(n + 1, parameters[n]);
        }
        statement.executeUpdate();
    }

    private void copy(DataSource original, String query, String table) throws SQLException {
        try (Connection from = original.getConnection();
                Connection to = database.getConnection();
                PipedInputStream in = new PipedInputStream(1 << 20);
                PipedOutputStream out = new PipedOutputStream(in)) {
            CompletableFuture<Void> reading = CompletableFuture.runAsync(() -> {
                try (out) {
                    from.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY (" + query + ") TO STDOUT", out);
                } catch (Exception failure) {
                    throw new IllegalStateException(failure);
                }
            });
            to.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN", in);
            reading.join();
        } catch (java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

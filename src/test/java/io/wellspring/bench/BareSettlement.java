package io.wellspring.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * The floor: the rows of a settlement, worked out and written by bare statements in one transaction. No rules of ours,
 * no proof, nothing that could be gone on with.
 */
final class BareSettlement {

    private static final List<String> WRITE = List.of("""
            INSERT INTO loop_dividend (plan_id, day, member_id, quota, shares, weighted, level)
            SELECT plan_id, open_day, member_id, quota, shares,
                   (state->>'sales')::bigint * 30 / 100 * shares / (sum(shares) OVER ())::bigint,
                   CASE width_bucket(shares, ARRAY[50000000, 101000000, 201000000]::bigint[])
                        WHEN 0 THEN 0
                        ELSE (state->>'sales')::bigint
                             * (ARRAY[1, 3, 6])[width_bucket(shares, ARRAY[50000000, 101000000, 201000000]::bigint[])] / 100
                             / count(*) OVER (PARTITION BY width_bucket(shares,
                                                                        ARRAY[50000000, 101000000, 201000000]::bigint[]))
                   END
              FROM loop_member JOIN plan ON plan.id = plan_id
             ORDER BY member_id
            """, """
            UPDATE ledger_member_balance AS balance SET amount = amount - weighted - level
              FROM loop_dividend AS dividend
             WHERE balance.member_id = dividend.member_id AND asset = 'QUOTA' AND balance.plan_id = dividend.plan_id
            """, """
            UPDATE ledger_member_balance AS balance SET amount = amount + weighted + level
              FROM loop_dividend AS dividend
             WHERE balance.member_id = dividend.member_id AND asset = 'CNY' AND balance.plan_id = 0
            """, """
            INSERT INTO ledger_member_line (member_id, posting_id, asset, plan_id, amount, balance, kind,
                                            cause_plan_id, business_day)
            SELECT dividend.member_id, 1, move.asset, move.plan_id, move.amount, balance.amount - move.after, kind,
                   dividend.plan_id, day
              FROM loop_dividend AS dividend
             CROSS JOIN LATERAL (VALUES ('QUOTA', dividend.plan_id, -weighted - level, 0, 'DIVIDEND'),
                                        ('CNY', 0, weighted, level, 'WEIGHTED_DIVIDEND'),
                                        ('CNY', 0, level, 0, 'LEVEL_DIVIDEND'))
                   AS move (asset, plan_id, amount, after, kind)
              JOIN ledger_member_balance AS balance
                ON balance.member_id = dividend.member_id AND balance.asset = move.asset
                   AND balance.plan_id = move.plan_id
             WHERE move.amount <> 0
            """, """
            UPDATE loop_member AS member SET quota = member.quota - weighted - level
              FROM loop_dividend AS dividend
             WHERE member.plan_id = dividend.plan_id AND member.member_id = dividend.member_id
            """);

    private BareSettlement() {}

    /** How long it takes, in seconds. */
    static double seconds(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (String sql : WRITE) {
                statement.execute(sql);
            }
            connection.commit();
            return (System.nanoTime() - start) / 1e9;
        }
    }
}

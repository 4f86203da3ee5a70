package io.wellspring.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The floor: the rows of a day's releases written by bare statements in one transaction, from a table where they stand
 * worked out. No tree is walked, nothing is proved, nothing could be gone on with.
 */
final class BareReleases {

    private static final List<String> TABLES =
            List.of("release_lot", "release_payment", "ledger_member_balance", "ledger_member_line");

    private static final List<String> WRITE = List.of("""
            INSERT INTO bare.release_payment SELECT * FROM public.release_payment WHERE plan_id = 200 ORDER BY member_id
            """, """
            UPDATE bare.release_lot AS lot
               SET remaining = lot.remaining - due - released_referral - released_team - released_peer
              FROM bare.release_payment AS payment
             WHERE lot.plan_id = payment.plan_id AND lot.member_id = payment.member_id
            """, """
            UPDATE bare.ledger_member_balance AS balance
               SET amount = amount - due - released_referral - released_team - released_peer
              FROM bare.release_payment AS payment
             WHERE balance.member_id = payment.member_id AND asset = 'RELEASING' AND balance.plan_id = payment.plan_id
            """, """
            UPDATE bare.ledger_member_balance AS balance
               SET amount = amount + due + released_referral + released_team + released_peer
              FROM bare.release_payment AS payment
             WHERE balance.member_id = payment.member_id AND asset = 'POINT' AND balance.plan_id = 0
            """, """
            INSERT INTO bare.ledger_member_line (member_id, posting_id, asset, plan_id, amount, balance, kind,
                                                 cause_plan_id, business_day)
            SELECT payment.member_id, 1, move.asset, move.plan_id, move.amount, balance.amount - move.after, kind,
                   payment.plan_id, day
              FROM bare.release_payment AS payment
             CROSS JOIN LATERAL (
                   VALUES ('RELEASING', payment.plan_id, -due - released_referral - released_team - released_peer, 0,
                           'RELEASE'),
                          ('POINT', 0, due, released_referral + released_team + released_peer, 'STATIC_RELEASE'),
                          ('POINT', 0, released_referral, released_team + released_peer, 'REFERRAL_RELEASE'),
                          ('POINT', 0, released_team, released_peer, 'TEAM_RELEASE'),
                          ('POINT', 0, released_peer, 0, 'PEER_RELEASE'))
                   AS move (asset, plan_id, amount, after, kind)
              JOIN bare.ledger_member_balance AS balance
                ON balance.member_id = payment.member_id AND balance.asset = move.asset
                   AND balance.plan_id = move.plan_id
             WHERE move.amount <> 0
            """);

    private BareReleases() {}

    /** Keeps what the tables have before the day is settled, with all their indexes. */
    static void prepare(JdbcClient jdbc) {
        jdbc.sql("DROP SCHEMA IF EXISTS bare CASCADE").update();
        jdbc.sql("CREATE SCHEMA bare").update();
        for (String table : TABLES) {
            jdbc.sql("CREATE TABLE bare.%1$s (LIKE public.%1$s INCLUDING ALL)".formatted(table))
                    .update();
        }
        jdbc.sql("ALTER TABLE bare.release_lot SET (fillfactor = 70)").update();
        jdbc.sql("INSERT INTO bare.release_lot SELECT * FROM public.release_lot WHERE plan_id = 200")
                .update();
        jdbc.sql("INSERT INTO bare.ledger_member_balance SELECT * FROM public.ledger_member_balance")
                .update();
        jdbc.sql("VACUUM ANALYZE").update();
    }

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

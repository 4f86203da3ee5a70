package io.wellspring.crash;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL knows of a node that stands still.
 *
 * @param pending commands that wait, whoever appended them
 * @param writing transactions of it that hold a plan's row: its writers
 * @param appending transactions of it that have written to the log: its callers
 * @param working sessions of it for which the server is at work, and not only waits for the rest of a COPY, which no
 *     time limit of the server ends
 */
record Scene(long pending, long writing, long appending, long working) {

    static Scene of(String user, JdbcClient jdbc) {
        return jdbc.sql("""
                        WITH transactions AS (
                            SELECT pid, backend_xid AS xid FROM pg_stat_activity
                             WHERE usename = :user AND datname = current_database() AND backend_xid IS NOT NULL),
                        writers AS (SELECT DISTINCT pid FROM transactions JOIN plan ON plan.xmax = xid),
                        appenders AS (
                            SELECT DISTINCT pid FROM transactions JOIN pg_locks USING (pid)
                             WHERE relation = 'plan_log'::regclass AND mode = 'RowExclusiveLock'
                               AND pid NOT IN (SELECT pid FROM writers))
                        SELECT (SELECT count(*) FROM plan_log WHERE position IS NULL) AS pending,
                               (SELECT count(*) FROM writers) AS writing,
                               (SELECT count(*) FROM appenders) AS appending,
                               (SELECT count(*) FROM pg_stat_activity
                                 WHERE usename = :user AND datname = current_database() AND state = 'active'
                                   AND wait_event IS DISTINCT FROM 'ClientRead') AS working
                        """)
                .param("user", user)
                .query((row, number) -> new Scene(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    /** Whether something was begun and not finished. */
    boolean isInTheMiddle() {
        return pending + writing + appending > 0;
    }
}

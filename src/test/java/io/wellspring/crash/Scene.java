package io.wellspring.crash;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What PostgreSQL knows of a node that stands still.
 *
 * @param pending commands that wait, whoever appended them
 * @param writing transactions of its plan writers that are open
 * @param appending transactions of its callers that have appended commands and are open
 */
record Scene(long pending, long writing, long appending) {

    static Scene of(String user, JdbcClient jdbc) {
        return jdbc.sql("""
                        WITH locks AS (
                            SELECT pid, relation::regclass::text AS name, mode
                              FROM pg_locks JOIN pg_stat_activity USING (pid)
                             WHERE usename = :user AND datname = current_database()
                               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
                        writers AS (SELECT DISTINCT pid FROM locks WHERE name = 'plan' AND mode = 'RowShareLock'),
                        changers AS (SELECT DISTINCT pid FROM locks WHERE name = 'plan_log' AND mode = 'RowExclusiveLock')
                        SELECT (SELECT count(*) FROM plan_log WHERE position IS NULL) AS pending,
                               (SELECT count(*) FROM writers) AS writing,
                               (SELECT count(*) FROM changers WHERE pid NOT IN (SELECT pid FROM writers)) AS appending
                        """)
                .param("user", user)
                .query((row, number) -> new Scene(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    /** Whether something was begun and not finished. */
    boolean isInTheMiddle() {
        return pending + writing + appending > 0;
    }
}

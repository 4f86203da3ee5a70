package io.wellspring.crash;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Lets the days of a test's own database end when the test wants it. */
record Midnight(JdbcClient jdbc) {

    /** Puts a clock that can be moved in place of the true one. */
    static Midnight in(Ground.Database database) {
        JdbcClient jdbc = database.jdbc();
        jdbc.sql("CREATE TABLE crash_clock AS SELECT interval '0' AS ahead").update();
        jdbc.sql("GRANT SELECT ON crash_clock TO PUBLIC").update();
        jdbc.sql("""
                        CREATE OR REPLACE FUNCTION wellspring_now() RETURNS timestamptz
                            LANGUAGE sql STABLE
                            RETURN now() + (SELECT ahead FROM crash_clock)
                        """).update();
        return new Midnight(jdbc);
    }

    void comes() {
        jdbc.sql("UPDATE crash_clock SET ahead = ahead + interval '1 day'").update();
    }

    /** Waits until every plan is on the day that has begun. */
    void awaitSettled() {
        Await.until("the new day of every plan", this::isSettled);
    }

    boolean isSettled() {
        return jdbc.sql("""
                        SELECT bool_and(open_day = (wellspring_now() AT TIME ZONE zone)::date AND NOT unfinished AND NOT paused) FROM plan
                        """).query(Boolean.class).single();
    }

    /** How far the settlements are that are not finished; empty where there is none. */
    String stages() {
        return jdbc.sql("""
                        SELECT coalesce(string_agg(stage, ' and '), '')
                          FROM (SELECT 'LOOP ' || stage AS stage FROM loop_settlement WHERE stage <> 'PUBLISHED'
                                 UNION ALL
                                SELECT 'RELEASE ' || stage FROM release_settlement WHERE stage <> 'PUBLISHED') AS open
                        """).query(String.class).single();
    }

    /** Steps of settlements that are done so far: members computed or paid, stages entered. */
    long stepsDone() {
        return jdbc.sql("""
                        SELECT coalesce(sum(receivers + posted + array_position(
                                   ARRAY['COMPUTING', 'PROVING', 'POSTING', 'PUBLISHED'], stage)), 0)
                          FROM (SELECT receivers, posted, stage FROM loop_settlement
                                 UNION ALL SELECT receivers, posted, stage FROM release_settlement) AS settlement
                        """).query(Long.class).single();
    }
}

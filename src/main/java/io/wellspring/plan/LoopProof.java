package io.wellspring.plan;

import io.wellspring.plan.loop.LoopParameters;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Proves a day before anything of it is posted: what is written for members, added up by the database, is what the
 * rules paid out of each pool, and that with what is carried and returned is what entered it (design, section 2). How
 * much enters a pool and who takes part are taken as they were counted.
 */
@Component
class LoopProof {

    private static final String DISAGREEMENTS = """
            WITH bucket AS MATERIALIZED (
                SELECT width_bucket(shares, :thresholds::bigint[]) AS number, count(*) AS members,
                       sum(weighted) AS weighted, sum(level) AS level
                  FROM loop_dividend WHERE plan_id = :plan AND day = :day
                 GROUP BY number),
            written AS (
                -- Who reaches no level must have nothing of one.
                SELECT 0 AS number, coalesce(sum(weighted), 0) + coalesce(sum(level) FILTER (WHERE number = 0), 0) AS paid
                  FROM bucket
                 UNION ALL
                SELECT number, level FROM bucket WHERE number > 0),
            pool AS (
                SELECT number, amount, paid, amount - carried - returned AS given
                  FROM loop_pool WHERE plan_id = :plan AND day = :day)
            SELECT format('pool %s: of %s computed %s, written %s', number, pool.amount, pool.paid, written.paid) AS text
              FROM pool FULL JOIN written USING (number)
             WHERE coalesce(written.paid, 0) IS DISTINCT FROM pool.paid OR pool.paid IS DISTINCT FROM pool.given
             UNION ALL
            SELECT format('receivers: computed %s, written %s', receivers, counted.members)
              FROM loop_settlement, (SELECT coalesce(sum(members), 0) AS members FROM bucket) AS counted
             WHERE plan_id = :plan AND day = :day AND receivers <> counted.members
            """;

    private final DatabaseClient database;

    LoopProof(DatabaseClient database) {
        this.database = database;
    }

    /** What does not agree; nothing, where the day is proved. */
    Flux<String> disagreements(long planId, LocalDate day, LoopParameters parameters) {
        return database.sql(DISAGREEMENTS)
                .bind("plan", planId)
                .bind("day", day)
                .bind("thresholds", parameters.thresholds().toArray(Long[]::new))
                .mapValue(String.class)
                .all();
    }
}

package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.LevelSplit;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.WeightBy;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Proves a day before anything of it is posted. The database works the whole day out once more by itself, from the sales
 * and from what members have, and holds every dividend, every pool and the number of members against what the rules
 * wrote; each pool's parts add up by a constraint of its table.
 */
@Component
class LoopProof {

    private static final String DISAGREEMENTS = """
            WITH settled AS (SELECT * FROM loop_settlement WHERE plan_id = :plan AND day = :day),
            pool AS (SELECT number, amount, paid FROM loop_pool WHERE plan_id = :plan AND day = :day),
            present AS MATERIALIZED (
                SELECT member_id, quota, shares, CASE WHEN :byShares THEN shares ELSE quota END AS weight,
                       width_bucket(shares, :thresholds::bigint[]) AS number
                  FROM loop_member WHERE plan_id = :plan AND quota > 0 AND shares > 0),
            together AS (SELECT count(*) AS members, coalesce(sum(weight), 0) AS weight FROM present),
            peers AS (SELECT number, count(*) AS members, sum(shares) AS shares FROM present GROUP BY number),
            entered AS (
                SELECT 0 AS number, floor(sales * :weightedRate::numeric) + carried_in AS amount FROM settled
                 UNION ALL
                SELECT ordinal::int, floor(sales * rate)
                  FROM settled CROSS JOIN unnest(:rates::numeric[]) WITH ORDINALITY AS level (rate, ordinal)),
            due AS MATERIALIZED (
                SELECT member_id, quota, present.shares, present.number, ofall.part AS weighted,
                       least(quota - ofall.part,
                             CASE WHEN present.number = 0 THEN 0
                                  WHEN :equal THEN div(own.amount, peers.members)
                                  ELSE div(own.amount * present.shares, peers.shares) END)::bigint AS level
                  FROM present
                 CROSS JOIN together
                  JOIN entered AS shared ON shared.number = 0
                 CROSS JOIN LATERAL (
                       SELECT least(quota, div(shared.amount * present.weight, together.weight))::bigint AS part) AS ofall
                  JOIN entered AS own ON own.number = present.number
                  JOIN peers ON peers.number = present.number),
            paid AS (
                SELECT 0 AS number, coalesce(sum(weighted), 0) AS amount FROM due
                 UNION ALL
                SELECT number, sum(level) FROM due WHERE number > 0 GROUP BY number),
            receiving AS (SELECT count(*) AS members FROM due WHERE weighted + level > 0)
            (SELECT format('member %s: due %s and %s, written %s and %s', member_id, due.weighted, due.level,
                           written.weighted, written.level)
               FROM (SELECT * FROM due WHERE weighted + level > 0) AS due
               FULL JOIN (SELECT * FROM loop_dividend WHERE plan_id = :plan AND day = :day) AS written USING (member_id)
              WHERE (due.quota, due.shares, due.weighted, due.level)
                    IS DISTINCT FROM (written.quota, written.shares, written.weighted, written.level)
              ORDER BY member_id LIMIT 5)
             UNION ALL
            SELECT format('pool %s: of %s due %s, of %s paid %s', number, entered.amount, coalesce(paid.amount, 0),
                          pool.amount, pool.paid)
              FROM entered FULL JOIN pool USING (number) LEFT JOIN paid USING (number)
             WHERE (entered.amount, coalesce(paid.amount, 0)) IS DISTINCT FROM (pool.amount, pool.paid)
             UNION ALL
            SELECT format('members: %s of %s with weight %s, settled %s of %s with weight %s', receiving.members,
                          together.members, together.weight, receivers, participants, settled.weight)
              FROM settled CROSS JOIN together CROSS JOIN receiving
             WHERE (receivers, participants, settled.weight)
                   IS DISTINCT FROM (receiving.members, together.members, together.weight)
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
                .bind("byShares", parameters.weightBy() == WeightBy.SHARES)
                .bind("equal", parameters.levelSplit() == LevelSplit.EQUAL)
                .bind("weightedRate", parameters.weightedRate().toString())
                .bind(
                        "rates",
                        parameters.levels().stream()
                                .map(level -> level.rate().toString())
                                .toArray(String[]::new))
                .mapValue(String.class)
                .all();
    }
}

package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.Star;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Proves what teams and peers earn on a day by having the database climb with every release on its own, step by step up to
 * the top ({@code src/docs/plans/release.md}). That takes members times depth, so it is done where they are few and the
 * tree is not deep; on larger days the laws of {@link ReleaseProof} have to do.
 */
@Component
class ReleaseClimbProof {

    /** Less than a second's work. */
    private static final int MOST_STEPS = 200_000;

    private static final int HIGHEST = 100;

    private static final String STEPS = """
            WITH RECURSIVE climb AS (
                SELECT referrer_id AS member_id, 1 AS height
                  FROM release_payment JOIN release_member USING (plan_id, member_id)
                 WHERE plan_id = :plan AND day = :day AND due > 0 AND referrer_id > 0
                 UNION ALL
                SELECT referrer_id, height + 1
                  FROM climb JOIN release_member USING (member_id)
                 WHERE plan_id = :plan AND referrer_id > 0 AND height < :highest)
            SELECT count(*) < :most AND coalesce(max(height), 0) < :highest
              FROM (SELECT height FROM climb LIMIT :most) AS steps
            """;

    private static final String DISAGREEMENTS = """
            WITH RECURSIVE tree AS MATERIALIZED (
                SELECT member_id, referrer_id, width_bucket(coalesce(cash, 0), :volumes::bigint[]) AS star
                  FROM release_member
                  LEFT JOIN (SELECT member_id, cash FROM release_volume
                              WHERE plan_id = :plan AND reach = 'NETWORK') AS volume USING (member_id)
                 WHERE plan_id = :plan),
            lots AS MATERIALIZED (
                SELECT member_id, sum(least(daily, remaining)) AS due
                  FROM release_lot WHERE plan_id = :plan AND remaining > 0 GROUP BY member_id),
            rates AS (
                SELECT rate, place FROM unnest(:stars::numeric[]) WITH ORDINALITY AS star (rate, place)
                 UNION ALL SELECT 0, 0),
            climb AS (
                SELECT referrer_id AS member_id, 0 AS highest, 0 AS peers, due
                  FROM lots JOIN tree USING (member_id) WHERE due > 0 AND referrer_id > 0
                 UNION ALL
                SELECT referrer_id, greatest(highest, star),
                       CASE WHEN star > highest THEN 0
                            WHEN star = highest AND star > 0 AND peers < :peerDepth THEN peers + 1
                            ELSE peers END,
                       due
                  FROM climb JOIN tree USING (member_id) WHERE referrer_id > 0),
            earned AS (
                SELECT member_id,
                       floor(coalesce(sum(due * (own.rate - passed.rate)) FILTER (WHERE star > highest), 0)) AS team,
                       floor(coalesce(sum(due) FILTER (WHERE star = highest AND peers < :peerDepth), 0)
                             * :peerRate::numeric) AS peer
                  FROM climb JOIN tree USING (member_id)
                  JOIN rates AS own ON own.place = star
                  JOIN rates AS passed ON passed.place = highest
                 WHERE star > 0 AND member_id IN (SELECT member_id FROM lots)
                 GROUP BY member_id)
            SELECT format('member %s: %s by team and %s by peers climbed up, written %s and %s', member_id,
                          coalesce(earned.team, 0), coalesce(earned.peer, 0), coalesce(written.team, 0),
                          coalesce(written.peer, 0))
              FROM earned
              FULL JOIN (SELECT member_id, team, peer FROM release_payment
                          WHERE plan_id = :plan AND day = :day) AS written USING (member_id)
             WHERE (coalesce(earned.team, 0), coalesce(earned.peer, 0))
                   <> (coalesce(written.team, 0), coalesce(written.peer, 0))
             ORDER BY member_id LIMIT 5
            """;

    private final DatabaseClient database;

    ReleaseClimbProof(DatabaseClient database) {
        this.database = database;
    }

    /** What does not agree; nothing, where the day is proved or has too many steps to be climbed. */
    Flux<String> disagreements(long planId, LocalDate day, ReleaseParameters parameters) {
        return isSmall(planId, day).filter(small -> small).flatMapMany(small -> climbed(planId, day, parameters));
    }

    private Mono<Boolean> isSmall(long planId, LocalDate day) {
        return database.sql(STEPS)
                .bind("plan", planId)
                .bind("day", day)
                .bind("most", MOST_STEPS)
                .bind("highest", HIGHEST)
                .mapValue(Boolean.class)
                .one();
    }

    private Flux<String> climbed(long planId, LocalDate day, ReleaseParameters parameters) {
        return database.sql(DISAGREEMENTS)
                .bind("plan", planId)
                .bind("day", day)
                .bind("volumes", parameters.starVolumes().toArray(Long[]::new))
                .bind(
                        "stars",
                        parameters.stars().stream()
                                .map(Star::rate)
                                .map(Object::toString)
                                .toArray(String[]::new))
                .bind("peerDepth", parameters.peerDepth())
                .bind("peerRate", parameters.peerRate().toString())
                .mapValue(String.class)
                .all();
    }
}

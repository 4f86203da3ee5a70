package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.Star;
import io.wellspring.value.Rate;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * Proves a day before anything of it is posted. The database works out by itself what lots release, what each generation
 * earns those above, and which star a member has; it holds what is earned by teams against what is said to have come up,
 * and that against two inequalities: for each star, what came up to its members from below ≤ all static releases of the
 * day, and what its peers share in ≤ all static releases × peerDepth. Where it is not too much, every release climbs
 * once more on its own: {@link ReleaseClimbProof}.
 */
@Component
class ReleaseProof {

    private static final String DISAGREEMENTS = """
            WITH RECURSIVE lots AS MATERIALIZED (
                SELECT member_id, sum(remaining) AS remaining, sum(least(daily, remaining)) AS due
                  FROM release_lot WHERE plan_id = :plan AND remaining > 0 GROUP BY member_id),
            written AS MATERIALIZED (
                SELECT * FROM release_payment WHERE plan_id = :plan AND day = :day),
            climbing AS (
                SELECT 0 AS generation, member_id, due FROM lots WHERE due > 0
                 UNION ALL
                SELECT generation + 1, referrer_id, due
                  FROM climbing JOIN release_member USING (member_id)
                 WHERE plan_id = :plan AND referrer_id > 0 AND generation < :generations),
            below AS (
                SELECT generation, member_id, sum(due) AS released
                  FROM climbing WHERE generation > 0 GROUP BY generation, member_id),
            earned AS MATERIALIZED (
                SELECT member_id, sum(floor(released * rate)) AS referral
                  FROM below JOIN unnest(:rates::numeric[]) WITH ORDINALITY AS paid (rate, generation) USING (generation)
                 GROUP BY member_id),
            due AS MATERIALIZED (
                SELECT member_id, remaining, due, coalesce(referral, 0) AS referral,
                       width_bucket(coalesce(cash, 0), :volumes::bigint[]) AS star
                  FROM lots LEFT JOIN earned USING (member_id)
                  LEFT JOIN (SELECT member_id, cash FROM release_volume
                              WHERE plan_id = :plan AND reach = 'NETWORK') AS volume USING (member_id)),
            met AS MATERIALIZED (
                SELECT member_id, star, ordinal, amount,
                       star_rate.rate - coalesce(lower_rate.rate, 0) AS difference
                  FROM written CROSS JOIN unnest(met) WITH ORDINALITY AS came (amount, ordinal)
                  JOIN unnest(:stars::numeric[]) WITH ORDINALITY AS star_rate (rate, place) ON star_rate.place = star
                  LEFT JOIN unnest(:stars::numeric[]) WITH ORDINALITY AS lower_rate (rate, place)
                    ON lower_rate.place = ordinal - 1),
            teams AS (
                SELECT member_id,
                       floor(coalesce(sum(amount * difference) FILTER (WHERE ordinal <= star), 0)) AS team,
                       floor(coalesce(sum(amount) FILTER (WHERE ordinal > star), 0) * :peerRate::numeric) AS peer
                  FROM met GROUP BY member_id)
            (SELECT format('member %s: %s remain, %s due, %s by referral, star %s, written %s, %s, %s, %s', member_id,
                           due.remaining, due.due, due.referral, due.star, written.remaining, written.due,
                           written.referral, written.star)
               FROM due FULL JOIN written USING (member_id)
              WHERE (due.remaining, due.due, due.referral, due.star)
                    IS DISTINCT FROM (written.remaining, written.due, written.referral, written.star)
                AND (written.member_id IS NOT NULL OR due.due + due.referral > 0)
              ORDER BY member_id LIMIT 5)
             UNION ALL
            (SELECT format('member %s: %s by team and %s by peers, written %s and %s', member_id, coalesce(teams.team, 0),
                           coalesce(teams.peer, 0), written.team, written.peer)
               FROM written LEFT JOIN teams USING (member_id)
              WHERE (coalesce(teams.team, 0), coalesce(teams.peer, 0)) <> (written.team, written.peer)
              ORDER BY member_id LIMIT 5)
             UNION ALL
            (SELECT format('NO_MORE_IS_RELEASED_THAN_REMAINS: member %s: not all that is earned and remains is released, or more',
                           member_id)
               FROM written
              WHERE released_referral <> least(referral, remaining - due)
                 OR released_team <> least(team, remaining - due - released_referral)
                 OR released_peer <> least(peer, remaining - due - released_referral - released_team)
              ORDER BY member_id LIMIT 5)
             UNION ALL
            SELECT format('star %s: %s came up and %s to peers, and only %s is released by itself', star, came, beside,
                          in_all)
              FROM (SELECT star, sum(amount) FILTER (WHERE ordinal <= star) AS came,
                           sum(amount) FILTER (WHERE ordinal > star) AS beside FROM met GROUP BY star) AS stars
             CROSS JOIN (SELECT coalesce(sum(due), 0) AS in_all FROM lots) AS together
             WHERE came > in_all OR beside > in_all * :peerDepth
             UNION ALL
            (SELECT format('member %s, generation %s: %s below, written %s', member_id, generation, released, amount)
               FROM (SELECT member_id, ordinal::int AS generation, amount
                       FROM written CROSS JOIN unnest(generations) WITH ORDINALITY AS told (amount, ordinal)
                      WHERE amount <> 0) AS told
               FULL JOIN (SELECT member_id, generation, released
                            FROM below JOIN (SELECT member_id FROM written) AS receivers USING (member_id)) AS below
                    USING (member_id, generation)
              WHERE released IS DISTINCT FROM amount
              LIMIT 5)
             UNION ALL
            SELECT format('totals: %s, settled %s', summed, settled)
              FROM (SELECT format('%s members, %s, %s, %s, %s', count(*), coalesce(sum(due), 0),
                                  coalesce(sum(released_referral), 0), coalesce(sum(released_team), 0),
                                  coalesce(sum(released_peer), 0)) AS summed FROM written) AS written
             CROSS JOIN (SELECT format('%s members, %s, %s, %s, %s', receivers, due, referral, team, peer) AS settled
                           FROM release_settlement WHERE plan_id = :plan AND day = :day) AS settlement
             WHERE summed <> settled
            """;

    /**
     * The day's rows are new, so the planner knows nothing of them, and would look for each among all the others: that
     * took a minute for a hundred thousand members, who need seconds. Until the end of the transaction.
     */
    private static final String JOIN_AS_A_WHOLE = "SET LOCAL enable_nestloop = off";

    private final DatabaseClient database;
    private final ReleaseClimbProof climb;

    ReleaseProof(DatabaseClient database, ReleaseClimbProof climb) {
        this.database = database;
        this.climb = climb;
    }

    /** What does not agree; nothing, where the day is proved. */
    Flux<String> disagreements(long planId, LocalDate day, ReleaseParameters parameters) {
        return database.sql(JOIN_AS_A_WHOLE)
                .then()
                .thenMany(Flux.defer(() -> compare(planId, day, parameters)))
                .concatWith(Flux.defer(() -> climb.disagreements(planId, day, parameters)));
    }

    private Flux<String> compare(long planId, LocalDate day, ReleaseParameters parameters) {
        return database.sql(DISAGREEMENTS)
                .bind("plan", planId)
                .bind("day", day)
                .bind("generations", parameters.generations().size())
                .bind("rates", texts(parameters.generations()))
                .bind("volumes", parameters.starVolumes().toArray(Long[]::new))
                .bind("stars", texts(parameters.stars().stream().map(Star::rate).toList()))
                .bind("peerDepth", parameters.peerDepth())
                .bind("peerRate", parameters.peerRate().toString())
                .mapValue(String.class)
                .all();
    }

    private static String[] texts(List<Rate> rates) {
        return rates.stream().map(Rate::toString).toArray(String[]::new);
    }
}

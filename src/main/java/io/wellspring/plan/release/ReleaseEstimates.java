package io.wellspring.plan.release;

import io.wellspring.plan.estimate.Estimate;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.release.rules.ReleaseParameters;
import java.time.Duration;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * What RELEASE plans would release to members if the day ended now: what their lots release by themselves, and what the
 * generations below add ({@code src/docs/plans/release.md}).
 */
@Component
public class ReleaseEstimates {

    private static final Duration GIVE_UP = Duration.ofSeconds(3);

    private final DatabaseClient database;
    private final Plans plans;
    private final PlanVersions versions;
    private final ReleaseJson json;

    ReleaseEstimates(DatabaseClient database, Plans plans, PlanVersions versions, ReleaseJson json) {
        this.database = database;
        this.plans = plans;
        this.versions = versions;
        this.json = json;
    }

    public Flux<Estimate> of(Collection<Long> memberIds) {
        return plansOf(memberIds)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(plans::find)
                .filter(plan -> !json.state(plan).settling())
                .concatMap(plan -> versions.on(plan.id(), plan.openDay())
                        .flatMapMany(version -> ofPlan(plan, json.parameters(version), memberIds)))
                .timeout(GIVE_UP);
    }

    private Flux<Long> plansOf(Collection<Long> memberIds) {
        return database.sql("""
                        SELECT id FROM plan
                         WHERE kind = 'RELEASE'
                           AND EXISTS (SELECT FROM release_lot
                                        WHERE plan_id = plan.id AND member_id = ANY(:members::bigint[]) AND remaining > 0)
                         ORDER BY id
                        """)
                .bind("members", memberIds.toArray(Long[]::new))
                .mapValue(Long.class)
                .all();
    }

    private Flux<Estimate> ofPlan(Plan plan, ReleaseParameters parameters, Collection<Long> memberIds) {
        return database.sql("""
                        WITH RECURSIVE below AS (
                            SELECT member_id AS receiver, member_id, 0 AS generation
                              FROM unnest(:members::bigint[]) AS asked (member_id)
                             UNION ALL
                            SELECT receiver, release_member.member_id, generation + 1
                              FROM below JOIN release_member
                                ON plan_id = :plan AND referrer_id = below.member_id
                             WHERE generation < :generations),
                        released AS (
                            SELECT receiver, generation, sum(least(daily, remaining)) AS due
                              FROM below JOIN release_lot USING (member_id)
                             WHERE plan_id = :plan AND remaining > 0
                             GROUP BY receiver, generation),
                        remains AS (
                            SELECT member_id AS receiver, sum(remaining) AS remaining
                              FROM release_lot
                             WHERE plan_id = :plan AND member_id = ANY(:members::bigint[]) AND remaining > 0
                             GROUP BY member_id)
                        SELECT receiver, (SELECT version FROM plan WHERE id = :plan) AS changes, coalesce(max(due) FILTER (WHERE generation = 0), 0)::bigint AS own,
                               least(coalesce(sum(floor(due * rate)), 0),
                                     max(remaining) - coalesce(max(due) FILTER (WHERE generation = 0), 0))::bigint AS early
                          FROM remains LEFT JOIN released USING (receiver)
                          LEFT JOIN unnest(:rates::numeric[]) WITH ORDINALITY AS paid (rate, generation)
                               USING (generation)
                         GROUP BY receiver
                        """)
                .bind("plan", plan.id())
                .bind("members", memberIds.toArray(Long[]::new))
                .bind("generations", parameters.generations().size())
                .bind(
                        "rates",
                        parameters.generations().stream().map(Object::toString).toArray(String[]::new))
                .map(row -> new Estimate(
                        row.get("receiver", Long.class),
                        plan.id(),
                        plan.kind(),
                        plan.name(),
                        row.get("changes", Long.class),
                        row.get("own", Long.class),
                        row.get("early", Long.class)))
                .all();
    }
}

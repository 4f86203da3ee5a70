package io.wellspring.plan;

import io.wellspring.plan.loop.DayPools;
import io.wellspring.plan.loop.LoopMember;
import io.wellspring.plan.loop.LoopParameters;
import io.wellspring.plan.loop.LoopState;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What LOOP plans would bring members if the day ended now (design, section 5.2). */
@Component
class LoopEstimates {

    private final DatabaseClient database;
    private final Plans plans;
    private final PlanVersions versions;
    private final Turnouts turnouts;
    private final LoopJson json;

    LoopEstimates(DatabaseClient database, Plans plans, PlanVersions versions, Turnouts turnouts, LoopJson json) {
        this.database = database;
        this.plans = plans;
        this.versions = versions;
        this.turnouts = turnouts;
        this.json = json;
    }

    Flux<Estimate> of(Collection<Long> memberIds) {
        return holders(memberIds)
                .collectMultimap(Held::planId, Held::member)
                .flatMapIterable(Map::entrySet)
                .concatMap(held -> plans.find(held.getKey())
                        .filter(plan -> !json.state(plan).settling())
                        .flatMapMany(plan -> ofPlan(plan, held.getValue())));
    }

    private Flux<Estimate> ofPlan(Plan plan, Collection<LoopMember> members) {
        LoopState state = json.state(plan);
        return versions.on(plan.id(), plan.openDay()).flatMapMany(version -> {
            LoopParameters parameters = json.parameters(version);
            return Flux.fromIterable(members)
                    .concatMap(member -> turnouts.with(member, plan, version, parameters)
                            .map(turnout ->
                                    DayPools.of(parameters, state, turnout).of(member)))
                    .map(dividend -> new Estimate(
                            dividend.member().memberId(), plan.id(), plan.kind(), plan.name(), dividend.paid(), 0));
        });
    }

    private Flux<Held> holders(Collection<Long> memberIds) {
        return database.sql("""
                        SELECT plan_id, member_id, quota, shares FROM plan JOIN loop_member ON plan_id = plan.id
                         WHERE kind = 'LOOP' AND member_id = ANY(:members::bigint[]) AND quota > 0 AND shares > 0
                        """)
                .bind("members", memberIds.toArray(Long[]::new))
                .map(row -> new Held(
                        row.get("plan_id", Long.class),
                        new LoopMember(
                                row.get("member_id", Long.class),
                                row.get("quota", Long.class),
                                row.get("shares", Long.class))))
                .all();
    }

    private record Held(long planId, LoopMember member) {}
}

package io.wellspring.plan.loop;

import io.wellspring.plan.estimate.Estimate;
import io.wellspring.plan.loop.LoopHoldings.Seen;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.register.Plan;
import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** What LOOP plans would bring members if the day ended now. */
@Component
public class LoopEstimates {

    private final DatabaseClient database;
    private final LoopMoments moments;
    private final LoopJson json;

    LoopEstimates(DatabaseClient database, LoopMoments moments, LoopJson json) {
        this.database = database;
        this.moments = moments;
        this.json = json;
    }

    public Flux<Estimate> of(Collection<Long> memberIds) {
        return holders(memberIds)
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMapIterable(Map::entrySet)
                .concatMap(held -> moments.now(held.getKey(), held.getValue()))
                .filter(seen -> !json.state(seen.plan()).settling())
                .concatMap(this::ofPlan);
    }

    private Flux<Estimate> ofPlan(Seen seen) {
        return moments.of(seen)
                .flatMapIterable(moment -> moment.members().stream()
                        .filter(LoopMember::takesPart)
                        .map(member -> estimate(moment, member))
                        .toList());
    }

    private static Estimate estimate(LoopMoment moment, LoopMember member) {
        Plan plan = moment.plan();
        long paid = moment.pools().of(member).paid();
        return new Estimate(member.memberId(), plan.id(), plan.kind(), plan.name(), plan.version(), paid, 0);
    }

    private Flux<Map.Entry<Long, Long>> holders(Collection<Long> memberIds) {
        return database.sql("""
                        SELECT plan_id, member_id FROM plan JOIN loop_member ON plan_id = plan.id
                         WHERE kind = 'LOOP' AND member_id = ANY(:members::bigint[]) AND quota > 0 AND shares > 0
                        """)
                .bind("members", memberIds.toArray(Long[]::new))
                .map(row -> Map.entry(row.get("plan_id", Long.class), row.get("member_id", Long.class)))
                .all();
    }
}

package io.wellspring.plan.release;

import io.wellspring.member.Networks;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.release.ReleaseVolumes.Grown;
import io.wellspring.plan.release.rules.Reach;
import io.wellspring.plan.release.rules.ReleaseParameters;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Who is below a member, and what their orders brought to the plans that release points. */
@Component
public class MemberNetworks {

    private final DatabaseClient database;
    private final Networks networks;
    private final Plans plans;
    private final PlanVersions versions;
    private final ReleaseVolumes volumes;
    private final ReleaseJson json;

    MemberNetworks(
            DatabaseClient database,
            Networks networks,
            Plans plans,
            PlanVersions versions,
            ReleaseVolumes volumes,
            ReleaseJson json) {
        this.database = database;
        this.networks = networks;
        this.plans = plans;
        this.versions = versions;
        this.volumes = volumes;
        this.json = json;
    }

    public Mono<MemberNetwork> of(long memberId) {
        return networks.of(memberId)
                .flatMap(below -> plansOf(memberId)
                        .concatMap(plan -> of(plan, memberId))
                        .collectList()
                        .map(found -> MemberNetwork.of(below, found)));
    }

    private Flux<Plan> plansOf(long memberId) {
        return database.sql("""
                        SELECT plan_id FROM plan JOIN release_volume ON plan_id = plan.id
                         WHERE kind = 'RELEASE' AND member_id = :member AND reach = 'NETWORK'
                         ORDER BY plan_id
                        """)
                .bind("member", memberId)
                .mapValue(Long.class)
                .all()
                .collectList()
                .flatMapIterable(found -> found)
                .concatMap(plans::find);
    }

    private Mono<MemberNetwork.OfPlan> of(Plan plan, long memberId) {
        return versions.on(plan.id(), plan.openDay())
                .map(json::parameters)
                .flatMap(parameters -> volumes.of(plan.id(), memberId, plan.openDay())
                        .map(grown -> MemberNetwork.OfPlan.of(plan, star(parameters, grown), grown)));
    }

    private static @Nullable String star(ReleaseParameters parameters, Map<Reach, Grown> grown) {
        int star = parameters.starOf(
                grown.getOrDefault(Reach.NETWORK, Grown.NOTHING).all().cash());
        return star == 0 ? null : parameters.stars().get(star - 1).name();
    }
}

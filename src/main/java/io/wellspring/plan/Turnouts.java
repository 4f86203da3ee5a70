package io.wellspring.plan;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wellspring.plan.loop.LoopMember;
import io.wellspring.plan.loop.LoopParameters;
import io.wellspring.plan.loop.Turnout;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Who would take part in a LOOP plan's day, seconds old: estimates are asked for by many, and each count reads all
 * members of the plan.
 */
@Component
class Turnouts {

    private static final Duration GOOD_FOR = Duration.ofSeconds(10);
    private static final Duration GIVE_UP = Duration.ofSeconds(5);
    private static final int PLANS = 1_000;

    private final LoopHoldings holdings;
    private final AsyncCache<Key, Turnout> counted =
            Caffeine.newBuilder().expireAfterWrite(GOOD_FOR).maximumSize(PLANS).buildAsync();

    Turnouts(LoopHoldings holdings) {
        this.holdings = holdings;
    }

    /** With a member who takes part now, and may have come after the others were counted. */
    Mono<Turnout> with(LoopMember member, Plan plan, PlanVersion version, LoopParameters parameters) {
        return of(plan, version, parameters).map(turnout -> turnout.atLeast(member, parameters));
    }

    private Mono<Turnout> of(Plan plan, PlanVersion version, LoopParameters parameters) {
        return Mono.fromFuture(
                () -> counted.get(
                        new Key(plan.id(), version.number()),
                        (key, executor) -> holdings.turnout(plan.id(), parameters)
                                .timeout(GIVE_UP)
                                .toFuture()),
                true);
    }

    private record Key(long planId, int version) {}
}

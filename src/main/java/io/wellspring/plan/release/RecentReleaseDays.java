package io.wellspring.plan.release;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.release.rules.DayReleases;
import io.wellspring.plan.release.rules.ReleaseParameters;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps what a day comes to while it is written down step by step. Nothing in the plan changes meanwhile, so a node that
 * goes on with another's day works out the same.
 */
@Component
class RecentReleaseDays {

    private static final Duration FORGET_AFTER = Duration.ofSeconds(30);

    private final ReleaseCensus census;
    private final Cache<Key, DayReleases> kept;

    /** As many days as this node writes plans at the same time; where more close together, some are worked out again. */
    RecentReleaseDays(ReleaseCensus census, PlanSettings settings) {
        this.census = census;
        this.kept = Caffeine.newBuilder()
                .expireAfterAccess(FORGET_AFTER)
                .maximumSize(settings.parallelPlans())
                .build();
    }

    Mono<DayReleases> of(ReleaseDay day, ReleaseParameters parameters) {
        Key key = new Key(day.planId(), day.settled().begunAt());
        return Mono.fromSupplier(() -> kept.getIfPresent(key))
                .switchIfEmpty(Mono.defer(() -> census.workOut(day.planId(), parameters))
                        .doOnNext(releases -> kept.put(key, releases)));
    }

    void forget(ReleaseDay day) {
        kept.invalidate(new Key(day.planId(), day.settled().begunAt()));
    }

    private record Key(long planId, Instant begunAt) {}
}

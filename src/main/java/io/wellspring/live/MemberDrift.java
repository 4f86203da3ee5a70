package io.wellspring.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.TouchedMembers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Notices when this node did not hear which members a batch touched: a plan's versions have no gaps. Then everybody who
 * watches here is read again.
 */
@Component
class MemberDrift {

    private final MemberFeeds members;
    private final PlanCatalogue catalogue;
    private final Duration grace;
    private final Counter drift;
    private final PlanWatch plans;
    private final Map<Long, Long> heard;

    MemberDrift(
            MemberFeeds members,
            PlanWatch plans,
            Heard heard,
            PlanCatalogue catalogue,
            LiveSettings settings,
            MeterRegistry meters) {
        this.members = members;
        this.plans = plans;
        this.heard = heard.versions();
        this.catalogue = catalogue;
        this.grace = Duration.ofMillis(settings.graceMillis());
        this.drift = Counter.builder("wellspring.live.drift")
                .description("Copies for those who watch that differed from the database and were put right")
                .tag("copy", "members")
                .register(meters);
    }

    /** A batch was told of; on the node that wrote it this happens twice. */
    void heard(long planId, long version, TouchedMembers touched) {
        Long before = heard.get(planId);
        if (before == null || before == version - 1) {
            members.touched(touched);
        } else if (before < version) {
            members.touched(TouchedMembers.EVERYBODY);
        }
        heard.merge(planId, version, Math::max);
        plans.told(planId);
    }

    /** What was heard is looked at first, and PostgreSQL after: whatever was heard had been committed. */
    Mono<Void> beat() {
        Map<Long, Long> seen = Map.copyOf(heard);
        return catalogue
                .currentVersions()
                .doOnNext(truth -> truth.forEach(heard::putIfAbsent))
                .doOnNext(truth -> heal(ahead(seen, truth)))
                .map(truth -> behind(seen, truth))
                .filter(behind -> !behind.isEmpty())
                .flatMap(behind -> Mono.delay(grace).then(Mono.fromRunnable(() -> heal(behind(heard, behind)))));
    }

    /** Plans of which batches were heard that PostgreSQL no longer has. */
    private static Map<Long, Long> ahead(Map<Long, Long> seen, Map<Long, Long> truth) {
        return those(truth, (planId, version) -> seen.containsKey(planId) && seen.get(planId) > version);
    }

    /** Plans of which batches were not heard; after a moment, for news on its way is no drift. */
    private static Map<Long, Long> behind(Map<Long, Long> seen, Map<Long, Long> truth) {
        return those(truth, (planId, version) -> seen.containsKey(planId) && seen.get(planId) < version);
    }

    private static Map<Long, Long> those(Map<Long, Long> truth, BiPredicate<Long, Long> condition) {
        Map<Long, Long> found = new HashMap<>(truth);
        found.entrySet().removeIf(plan -> !condition.test(plan.getKey(), plan.getValue()));
        return found;
    }

    private void heal(Map<Long, Long> missed) {
        if (!missed.isEmpty()) {
            drift.increment(missed.size());
            members.touched(TouchedMembers.EVERYBODY);
            heard.putAll(missed);
            missed.keySet().forEach(plans::told);
        }
    }
}

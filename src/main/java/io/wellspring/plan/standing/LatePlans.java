package io.wellspring.plan.standing;

import io.wellspring.patience.Seldom;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Names late plans in the log: alerts name none, for a label of each plan would be too many. */
@Component
class LatePlans {

    private static final Logger log = LoggerFactory.getLogger(LatePlans.class);

    /** When alerts begin to count. */
    private static final PlanDelays TOLERATED =
            new PlanDelays(Duration.ofSeconds(30), Duration.ofMinutes(10), Duration.ofMinutes(15));

    private static final int MOST_NAMED = 5;
    private static final Duration SILENCE = Duration.ofMinutes(1);

    private final PlanStandings standings;
    private final Seldom seldom = new Seldom(SILENCE);

    LatePlans(PlanStandings standings) {
        this.standings = standings;
    }

    /** At most once a minute, so that a plan that stays late does not fill the log. */
    Mono<Void> tell(PlanDelays longest) {
        if (!longest.exceed(TOLERATED) || seldom.mayTell().isEmpty()) {
            return Mono.empty();
        }
        return standings.later(TOLERATED, MOST_NAMED).doOnNext(LatePlans::warn).then();
    }

    private static void warn(LatePlan plan) {
        log.warn(
                "plan {} ({}, {}) is late: its oldest command has waited for {} s, its open day is over since {} s, "
                        + "its settlement has been under way for {} s; position {}",
                plan.planId(),
                plan.kind(),
                plan.name(),
                plan.delays().oldest().toSeconds(),
                plan.delays().overdue().toSeconds(),
                plan.delays().settling().toSeconds(),
                plan.position());
    }
}

package io.wellspring.plan.writer;

import io.wellspring.plan.register.PlanSettings;
import io.wellspring.pulse.Loop;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** Keeps the plans of this node moving: a plan that is woken is written until nothing is left to do. */
@Component
public class PlanWriters extends Loop {

    private static final Logger log = LoggerFactory.getLogger(PlanWriters.class);

    private static final Duration OTHERS_ARE_QUEUEING = Duration.ofMillis(50);

    /** After so many steps a plan that has more to do stands in the queue again, behind the others. */
    private static final int STEPS_IN_A_ROW = 20;

    private final PlanSteps steps;
    private final int parallelPlans;
    private final Map<Long, Integer> wishes = new ConcurrentHashMap<>();
    private volatile Sinks.Many<Long> woken = queue();

    PlanWriters(PlanSteps steps, PlanSettings settings) {
        this.steps = steps;
        this.parallelPlans = settings.parallelPlans();
    }

    /** Tells that a plan has commands to apply. A plan waits in the queue once at most, which bounds the queue. */
    public void wake(long planId) {
        if (wishes.merge(planId, 1, Integer::sum) == 1) {
            queue(planId);
        }
    }

    /** Where the queue cannot be had, the next look for pending commands wakes the plan. */
    private void queue(long planId) {
        try {
            woken.emitNext(planId, Sinks.EmitFailureHandler.busyLooping(OTHERS_ARE_QUEUEING));
        } catch (Sinks.EmissionException closed) {
            log.debug("plan {}: not queued: {}", planId, closed.toString());
            wishes.remove(planId);
        }
    }

    @Override
    protected Flux<?> work() {
        wishes.clear();
        woken = queue();
        return woken.asFlux().flatMap(this::drain, parallelPlans);
    }

    private Mono<Void> drain(long planId) {
        return Mono.defer(() -> write(planId, wishes.getOrDefault(planId, 0)))
                .repeat()
                .takeWhile(wokenMeanwhile -> wokenMeanwhile)
                .then()
                .onErrorResume(accident -> giveUp(planId, accident));
    }

    /** Writes until nothing is left or others are to have their turn; tells whether to go on at once. */
    private Mono<Boolean> write(long planId, int wishesSeen) {
        return Mono.defer(() -> steps.next(planId))
                .repeat()
                .takeWhile(more -> more)
                .take(STEPS_IN_A_ROW)
                .count()
                .map(done -> done < STEPS_IN_A_ROW ? !isFulfilled(planId, wishesSeen) : givesWay(planId));
    }

    private boolean givesWay(long planId) {
        queue(planId);
        return false;
    }

    private boolean isFulfilled(long planId, int wishesSeen) {
        return wishes.computeIfPresent(planId, (id, now) -> now == wishesSeen ? null : now - wishesSeen) == null;
    }

    /** No accident with one plan may end the writing of all; the next look for pending commands wakes it again. */
    private Mono<Void> giveUp(long planId, Throwable accident) {
        log.error("plan {}: the writer met with an accident", planId, accident);
        return Mono.fromRunnable(() -> wishes.remove(planId));
    }

    private static Sinks.Many<Long> queue() {
        return Sinks.many()
                .unicast()
                .onBackpressureBuffer(Queues.<Long>unboundedMultiproducer().get());
    }
}

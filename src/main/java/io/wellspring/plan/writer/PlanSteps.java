package io.wellspring.plan.writer;

import io.wellspring.patience.Seldom;
import io.wellspring.plan.catalogue.PlanNews;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.refusal.TransientFailures;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Timed;

/**
 * The steps of a plan, and what to do when one fails. A batch that fails is halved until the command at fault stands
 * alone; it is recorded as failed, and the others go on. What is not a command's fault is tried again after a rest.
 */
@Component
public class PlanSteps {

    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(PlanSteps.class);
    /** A database that does not serve a plan so many times in a row will not do so by itself. */
    private static final int RETRIES = 10;

    private static final Duration SHORT_REST = Duration.ofMillis(500);
    private static final Duration LONG_REST = Duration.ofSeconds(5);

    private final PlanWriter writer;
    private final PlanNews news;
    private final PlanSettings settings;
    private final PlanMeters meters;
    private final Map<Long, Pace> paces = new ConcurrentHashMap<>();
    private final Map<Long, Long> restsUntilNanos = new ConcurrentHashMap<>();
    private final Map<Long, Integer> retries = new ConcurrentHashMap<>();
    private final Seldom unserved = new Seldom(BETWEEN_WARNINGS);

    PlanSteps(PlanWriter writer, PlanNews news, PlanSettings settings, PlanMeters meters) {
        this.writer = writer;
        this.news = news;
        this.settings = settings;
        this.meters = meters;
    }

    /** Does the next step of a plan, and tells whether there may be another one to do at once. Never fails. */
    public Mono<Boolean> next(long planId) {
        if (rests(planId)) {
            return Mono.just(false);
        }
        Pace pace = paces.getOrDefault(planId, Pace.whole(settings.batchCommands()));
        return writer.step(planId, pace.commands())
                .timed()
                .doOnNext(step -> meters.written(step.get(), step.elapsedSinceSubscription()))
                .map(Timed::get)
                .doOnNext(written -> keep(planId, pace.after(written.commands(), settings.batchCommands())))
                .doOnNext(written -> news.tell(written.plan(), written.version(), written.touched()))
                .doOnNext(written -> retries.remove(planId))
                .map(PlanWriter.Written::more)
                .defaultIfEmpty(false)
                .onErrorResume(failure -> isolate(planId, pace, failure));
    }

    private void keep(long planId, Pace pace) {
        if (pace.equals(Pace.whole(settings.batchCommands()))) {
            paces.remove(planId);
        } else {
            paces.put(planId, pace);
        }
    }

    private Mono<Boolean> isolate(long planId, Pace pace, Throwable failure) {
        Throwable reason = failure instanceof BatchFailed ? failure.getCause() : failure;
        if (TransientFailures.is(reason)) {
            keep(planId, pace.slower());
            return tryAgain(planId, reason);
        }
        if (!(failure instanceof BatchFailed failed)) {
            return standStill(planId, failure);
        }
        if (failed.commands() > 1) {
            keep(planId, pace.failed(failed.commands()));
            return Mono.just(true);
        }
        keep(planId, pace.found());
        return fail(planId, failed);
    }

    private Mono<Boolean> tryAgain(long planId, Throwable reason) {
        meters.retried();
        if (retries.merge(planId, 1, Integer::sum) % RETRIES == 0) {
            meters.unserved();
            log.error("plan {}: the database has not served it {} times in a row", planId, RETRIES, reason);
            return rest(planId, LONG_REST);
        }
        if (unserved.mayTell().isPresent()) {
            log.warn("plan {}: the database did not serve, will be tried again: {}", planId, reason.toString());
        }
        return rest(planId, SHORT_REST);
    }

    private Mono<Boolean> fail(long planId, BatchFailed failed) {
        return writer.fail(planId, failed)
                .doOnNext(command -> alert(planId, command, failed.getCause()))
                .hasElement()
                .onErrorResume(worse -> notRecorded(planId, failed, worse));
    }

    private Mono<Boolean> notRecorded(long planId, BatchFailed failed, Throwable worse) {
        if (TransientFailures.is(worse)) {
            return tryAgain(planId, worse);
        }
        worse.addSuppressed(failed);
        return standStill(planId, worse);
    }

    /** What is wrong with the plan itself is no command's fault: none is spent on it, and all wait. */
    private Mono<Boolean> standStill(long planId, Throwable failure) {
        meters.stalled(failure);
        log.error("plan {}: stands still until what failed is made good", planId, failure);
        return rest(planId, LONG_REST);
    }

    private void alert(long planId, Command command, @Nullable Throwable failure) {
        meters.failed();
        log.error("plan {}: command {} failed and has no effect", planId, command.id(), failure);
    }

    /** A plan that rests is left alone, so that a lasting failure fills neither the log nor the database. */
    private Mono<Boolean> rest(long planId, Duration pause) {
        restsUntilNanos.put(planId, System.nanoTime() + pause.toNanos());
        return Mono.just(false);
    }

    private boolean rests(long planId) {
        Long until = restsUntilNanos.get(planId);
        boolean rests = until != null && until - System.nanoTime() > 0;
        if (until != null && !rests) {
            restsUntilNanos.remove(planId, until);
        }
        return rests;
    }
}

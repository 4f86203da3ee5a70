package io.wellspring.plan;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * Keeps the plans of this node moving: a plan that is woken is written until nothing is left. A batch that fails is
 * halved until the command at fault stands alone; it is recorded as failed, and the others go on.
 */
@Component
public class PlanWriters implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PlanWriters.class);
    private static final Duration BUSY_LOOP = Duration.ofSeconds(1);

    private final PlanWriter writer;
    private final Rulebooks rulebooks;
    private final List<PlanListener> listeners;
    private final PlanSettings settings;
    private final MeterRegistry meters;

    private final Map<Long, Integer> wishes = new ConcurrentHashMap<>();
    private final Map<Long, Integer> limits = new ConcurrentHashMap<>();
    private volatile Sinks.Many<Long> woken = queue();
    private volatile @Nullable Disposable running;

    PlanWriters(
            PlanWriter writer,
            Rulebooks rulebooks,
            List<PlanListener> listeners,
            PlanSettings settings,
            MeterRegistry meters) {
        this.writer = writer;
        this.rulebooks = rulebooks;
        this.listeners = listeners;
        this.settings = settings;
        this.meters = meters;
    }

    /** Tells that a plan has commands to apply. A plan waits in the queue once at most, which bounds the queue. */
    public void wake(long planId) {
        if (wishes.merge(planId, 1, Integer::sum) == 1) {
            woken.emitNext(planId, Sinks.EmitFailureHandler.busyLooping(BUSY_LOOP));
        }
    }

    @Override
    public void start() {
        wishes.clear();
        woken = queue();
        running = woken.asFlux().flatMap(this::drain, settings.parallelPlans()).subscribe();
    }

    @Override
    public void stop() {
        Disposable current = running;
        running = null;
        if (current != null) {
            current.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    private Mono<Void> drain(long planId) {
        return Mono.defer(() -> writeAll(planId, wishes.getOrDefault(planId, 0)))
                .repeat()
                .takeWhile(wokenMeanwhile -> wokenMeanwhile)
                .then();
    }

    /** Writes until nothing is left, and tells whether the plan was woken again meanwhile. */
    private Mono<Boolean> writeAll(long planId, int wishesSeen) {
        return Mono.defer(() -> step(planId))
                .repeat()
                .takeWhile(more -> more)
                .then(Mono.fromSupplier(() -> !isFulfilled(planId, wishesSeen)));
    }

    private boolean isFulfilled(long planId, int wishesSeen) {
        return wishes.computeIfPresent(planId, (id, now) -> now == wishesSeen ? null : now - wishesSeen) == null;
    }

    /** One step with as many commands as the plan's last steps advise. */
    private Mono<Boolean> step(long planId) {
        int limit = limits.getOrDefault(planId, settings.batchCommands());
        return writer.step(planId, limit)
                .doOnNext(written -> grow(planId, limit))
                .doOnNext(this::tell)
                .map(PlanWriter.Written::more)
                .defaultIfEmpty(false)
                .onErrorResume(failure -> isolate(planId, limit, failure));
    }

    private void grow(long planId, int limit) {
        if (limit * 2 >= settings.batchCommands()) {
            limits.remove(planId);
        } else {
            limits.put(planId, limit * 2);
        }
    }

    /** What is committed is committed: a listener that fails must not look like a failure of the commands. */
    private void tell(PlanWriter.Written written) {
        try {
            meters.counter("wellspring.plan.commands.decided").increment(written.commands());
            PlanFigures figures = PlanFigures.of(written.plan(), written.version(), rulebooks);
            listeners.forEach(listener -> listener.changed(figures));
        } catch (RuntimeException failure) {
            log.error("plan {}: could not be told of", written.plan().id(), failure);
        }
    }

    private Mono<Boolean> isolate(long planId, int limit, Throwable failure) {
        Throwable reason = failure instanceof Undecided ? failure.getCause() : failure;
        if (mayPass(reason)) {
            log.warn("plan {}: the database did not serve, will be tried again: {}", planId, reason.toString());
            return Mono.just(false);
        }
        if (!(failure instanceof Undecided undecided)) {
            return standStill(planId, failure);
        }
        if (limit > 1) {
            limits.put(planId, limit / 2);
            return Mono.just(true);
        }
        return fail(planId, undecided);
    }

    private Mono<Boolean> fail(long planId, Undecided undecided) {
        return writer.fail(planId, undecided.commandId())
                .doOnNext(command -> alert(planId, command, undecided.getCause()))
                .hasElement()
                .onErrorResume(worse -> standStill(planId, worse));
    }

    /** What is wrong with the plan itself is no command's fault: none is spent on it, and all wait. */
    private static Mono<Boolean> standStill(long planId, Throwable failure) {
        log.error("plan {}: stands still until what failed is made good", planId, failure);
        return Mono.just(false);
    }

    private void alert(long planId, Command command, @Nullable Throwable failure) {
        meters.counter("wellspring.plan.commands.failed").increment();
        log.error("plan {}: command {} failed and has no effect", planId, command.id(), failure);
    }

    private static Sinks.Many<Long> queue() {
        return Sinks.many()
                .unicast()
                .onBackpressureBuffer(Queues.<Long>unboundedMultiproducer().get());
    }

    /** Whether a failure is the database's or the network's, so that the same step may succeed later. */
    private static boolean mayPass(Throwable failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException
                || failure instanceof java.util.concurrent.TimeoutException;
    }
}

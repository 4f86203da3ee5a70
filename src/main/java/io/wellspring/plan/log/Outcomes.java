package io.wellspring.plan.log;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.plan.register.PlanSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Callers of this node that wait for their command: one look at the log for all of them, no connection for each. */
@Component
class Outcomes {

    private final PlanLog log;
    private final PlanSettings settings;
    private final ConcurrentNavigableMap<Long, Waiting> waiting = new ConcurrentSkipListMap<>();
    private final AtomicInteger callers;
    private volatile long lastLookedAt;

    Outcomes(PlanLog log, PlanSettings settings, MeterRegistry meters) {
        this.log = log;
        this.settings = settings;
        this.callers = new AtomicInteger();
        Gauge.builder("wellspring.plan.callers.waiting", callers, AtomicInteger::get)
                .description("Callers of this node that wait for the outcome of their command")
                .register(meters);
    }

    /** The command once it is decided; empty when that takes longer than a caller waits, or too many wait already. */
    Mono<LoggedCommand> await(long id) {
        return Mono.using(() -> enter(id), told -> told.sink().asMono(), told -> leave(id, told))
                .timeout(Duration.ofMillis(settings.outcomeWaitMillis()), Mono.empty())
                .transform(this::unlessTooManyWait);
    }

    /** Tells those whose command is decided: a few at each look and all in turn, so that a crowd costs no more. */
    public Mono<Void> look() {
        List<Long> ids = nextToLookAt();
        return ids.isEmpty()
                ? Mono.empty()
                : log.decided(ids).doOnNext(this::tell).then();
    }

    private Mono<LoggedCommand> unlessTooManyWait(Mono<LoggedCommand> outcome) {
        return Mono.defer(() -> callers.get() < settings.maxWaitingCallers() ? outcome : Mono.empty());
    }

    private Waiting enter(long id) {
        callers.incrementAndGet();
        return waiting.compute(id, (same, others) -> others == null ? Waiting.first() : others.andOneMore());
    }

    private void leave(long id, Waiting left) {
        callers.decrementAndGet();
        waiting.computeIfPresent(id, (same, now) -> now.sink() == left.sink() ? now.andOneLess() : now);
    }

    private List<Long> nextToLookAt() {
        List<Long> ids = Stream.concat(
                        waiting.tailMap(lastLookedAt, false).keySet().stream(),
                        waiting.headMap(lastLookedAt, true).keySet().stream())
                .limit(settings.outcomesPerLook())
                .toList();
        lastLookedAt = ids.isEmpty() ? 0 : ids.get(ids.size() - 1);
        return ids;
    }

    private void tell(LoggedCommand command) {
        Waiting told = waiting.remove(command.id());
        if (told != null) {
            told.sink().tryEmitValue(command);
        }
    }

    /** Those who wait for the same command; one who sends it again waits with the others. */
    private record Waiting(Sinks.One<LoggedCommand> sink, int callers) {

        static Waiting first() {
            return new Waiting(Sinks.one(), 1);
        }

        Waiting andOneMore() {
            return new Waiting(sink, callers + 1);
        }

        @Nullable
        Waiting andOneLess() {
            return callers == 1 ? null : new Waiting(sink, callers - 1);
        }
    }
}

package io.wellspring.plan;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Callers of this node that wait for their command: one look at the log for all of them, no connection for each. */
@Component
class Outcomes {

    private final PlanLog log;
    private final PlanSettings settings;
    private final Map<Long, Sinks.One<LoggedCommand>> waiting = new ConcurrentHashMap<>();

    Outcomes(PlanLog log, PlanSettings settings) {
        this.log = log;
        this.settings = settings;
    }

    /** The command once it is decided; empty when that takes longer than a caller waits, or too many wait already. */
    Mono<LoggedCommand> await(long id) {
        if (waiting.size() >= settings.maxWaitingCallers()) {
            return Mono.empty();
        }
        return Mono.defer(
                        () -> waiting.computeIfAbsent(id, unused -> Sinks.one()).asMono())
                .timeout(Duration.ofMillis(settings.outcomeWaitMillis()), Mono.empty())
                .doFinally(end -> forget(id));
    }

    /** Tells everybody whose command is decided. */
    Mono<Void> look() {
        Set<Long> ids = Set.copyOf(waiting.keySet());
        return ids.isEmpty()
                ? Mono.empty()
                : log.decided(ids).doOnNext(this::tell).then();
    }

    private void forget(long id) {
        waiting.computeIfPresent(id, (unused, sink) -> sink.currentSubscriberCount() == 0 ? null : sink);
    }

    private void tell(LoggedCommand command) {
        Sinks.One<LoggedCommand> sink = waiting.remove(command.id());
        if (sink != null) {
            sink.tryEmitValue(command);
        }
    }
}

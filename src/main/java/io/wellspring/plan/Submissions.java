package io.wellspring.plan;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appends single commands whose sender waits for the outcome. */
@Component
public class Submissions {

    private final PlanLog log;
    private final PlanWriters writers;
    private final Outcomes outcomes;

    Submissions(PlanLog log, PlanWriters writers, Outcomes outcomes) {
        this.log = log;
        this.writers = writers;
        this.outcomes = outcomes;
    }

    /**
     * Appends a command, or finds the same one again, and waits a while for what becomes of it.
     *
     * @return the command, decided or not yet
     * @throws Refusal {@link RefusalCode#KEY_REUSED} when its key stands for another body
     */
    public Mono<LoggedCommand> submit(NewCommand command) {
        return log.append(List.of(command))
                .next()
                .switchIfEmpty(Mono.defer(() -> repeated(command)))
                .doOnNext(entry -> writers.wake(entry.planId()))
                .flatMap(entry -> outcomes.await(entry.id())
                        .switchIfEmpty(Mono.defer(() -> log.find(entry.id(), command.source()))));
    }

    private Mono<PlanLog.Entry> repeated(NewCommand command) {
        return log.known(command.source(), List.of(command.key()))
                .filter(entry -> entry.planId() == command.planId())
                .next()
                .flatMap(entry -> entry.fingerprint().equals(ByteBuffer.wrap(command.fingerprint()))
                        ? Mono.just(entry)
                        : Mono.error(Refusal.of(RefusalCode.KEY_REUSED)));
    }
}

package io.wellspring.plan.log;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.TransientFailures;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Appends single commands whose sender waits for the outcome. */
@Component
public class Submissions {

    /** A database that does not answer must not hold callers. */
    private static final Duration GIVE_UP = Duration.ofSeconds(8);

    private static final Duration GIVE_UP_LOOKING = Duration.ofSeconds(1);

    private final PlanLog log;
    private final Bell bell;
    private final Outcomes outcomes;
    private final LoggedRows rows;
    private final TransactionalOperator tx;

    Submissions(PlanLog log, Bell bell, Outcomes outcomes, LoggedRows rows, TransactionalOperator tx) {
        this.log = log;
        this.bell = bell;
        this.outcomes = outcomes;
        this.rows = rows;
        this.tx = tx;
    }

    /**
     * Appends a command, or finds the same one again, and waits a while for what becomes of it.
     *
     * @return the command, decided or not yet
     * @throws Refusal {@link CallRefusal#KEY_REUSED} when its key stands for another body
     */
    public Mono<LoggedCommand> submit(NewCommand command) {
        return submit(command, Mono.empty());
    }

    /**
     * The same, and asks before.
     *
     * @param admission refuses a command that is not known yet; not asked about a repeat
     */
    public Mono<LoggedCommand> submit(NewCommand command, Mono<?> admission) {
        return log.lock(command.source(), command.key())
                .then(Mono.defer(() -> known(command)))
                .switchIfEmpty(admission.then(
                        Mono.defer(() -> log.append(List.of(command)).next())))
                .as(tx::transactional)
                .timeout(GIVE_UP)
                .doOnNext(entry -> bell.ring(entry.planId()))
                .flatMap(entry -> outcome(entry, command));
    }

    /** The command that has this key, whichever its plan; another one than this is refused. */
    private Mono<PlanLog.Entry> known(NewCommand command) {
        return log.known(command.source(), List.of(command.key()))
                .next()
                .flatMap(entry ->
                        isSame(entry, command) ? Mono.just(entry) : Mono.error(Refusal.of(CallRefusal.KEY_REUSED)));
    }

    private Mono<LoggedCommand> outcome(PlanLog.Entry entry, NewCommand command) {
        return outcomes.await(entry.id()).switchIfEmpty(Mono.defer(() -> lastLook(entry, command)));
    }

    /** What is appended will be done: from here on, a database that is slow makes an answer late, but no failure. */
    private Mono<LoggedCommand> lastLook(PlanLog.Entry entry, NewCommand command) {
        return log.find(entry.id(), command.source())
                .timeout(GIVE_UP_LOOKING)
                .onErrorResume(TransientFailures::is, slow -> Mono.just(rows.pending(entry, command)));
    }

    private static boolean isSame(PlanLog.Entry entry, NewCommand command) {
        return entry.planId() == command.planId() && entry.fingerprint().equals(ByteBuffer.wrap(command.fingerprint()));
    }
}

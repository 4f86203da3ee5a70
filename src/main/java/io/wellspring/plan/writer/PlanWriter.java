package io.wellspring.plan.writer;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.ledger.Posting;
import io.wellspring.plan.catalogue.PlanHistory;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.plan.kind.Decisions;
import io.wellspring.plan.kind.Rulebook;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Backlog;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.register.Timetable;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Moves one plan forward by one transaction: locks the plan's row, decides pending commands with the pure rules, and
 * writes outcomes, state, lines and balances together ({@code src/docs/log.md}). The node that gets the lock writes;
 * there is no leader.
 */
@Component
public class PlanWriter {

    private final Plans plans;
    private final PlanHistory history;
    private final PlanVersions versions;
    private final Backlog backlog;
    private final Rulebooks rulebooks;
    private final Ledger ledger;
    private final DatabaseClient database;
    private final TransactionalOperator tx;
    private final JsonMapper json;
    private final Duration timeout;
    private final int failuresInARow;

    PlanWriter(
            Plans plans,
            PlanHistory history,
            PlanVersions versions,
            Backlog backlog,
            Rulebooks rulebooks,
            Ledger ledger,
            DatabaseClient database,
            TransactionalOperator tx,
            JsonMapper json,
            PlanSettings settings) {
        this.plans = plans;
        this.history = history;
        this.versions = versions;
        this.backlog = backlog;
        this.rulebooks = rulebooks;
        this.ledger = ledger;
        this.database = database;
        this.tx = tx;
        this.json = json;
        this.timeout = Duration.ofMillis(settings.writeTimeoutMillis());
        this.failuresInARow = settings.failuresInARow();
    }

    /**
     * Does the next step of a plan. Cancelled or timed out, it is rolled back and can be done again.
     *
     * @param limit of commands read
     * @return what was written; empty while another writer has the plan, it is frozen, or nothing is pending; {@link BatchFailed}
     *     where commands are at fault, and not what the plan had left to do
     */
    public Mono<Written> step(long planId, int limit) {
        return unfrozen(planId)
                .flatMap(plan -> next(plan, limit))
                .as(tx::transactional)
                .timeout(timeout);
    }

    /**
     * Records a command as failed, without effect, so that it does not stop the others. Does nothing where it is no
     * longer the oldest pending command: another writer has recorded the same failure already. Fails where too many
     * commands have failed in a row: then the plan itself is at fault, and the rest of its log would fail as well.
     */
    public Mono<Command> fail(long planId, BatchFailed failed) {
        return unfrozen(planId)
                .flatMap(plan -> backlog.pending(plan, 1)
                        .filter(pending -> isFirst(failed.commandId(), pending))
                        .flatMap(pending -> refuseTooMany(plan).then(recordFailed(plan, pending, failed.getCause()))))
                .as(tx::transactional)
                .timeout(timeout);
    }

    /** The row says what stands at the moment it is ours: a plan that was frozen just before is not written. */
    private Mono<Plan> unfrozen(long planId) {
        return plans.lock(planId).filter(plan -> !plan.halts().isFrozen());
    }

    /** What is unfinished comes first, without a look at how much waits behind it. */
    private Mono<Written> next(Plan plan, int limit) {
        return serving(plan).flatMap(serving -> next(plan, serving, limit));
    }

    private Mono<Written> next(Plan plan, Serving serving, int limit) {
        if (serving.rulebook().hasToResume(plan)) {
            return resume(plan, serving);
        }
        if (serving.rulebook().isSettling(plan)) {
            return close(plan, serving, plan.openDay().plusDays(1));
        }
        return backlog.pending(plan, limit).flatMap(pending -> next(plan, serving, pending, limit));
    }

    private Mono<Written> next(Plan plan, Serving serving, List<Command> pending, int limit) {
        if (pending.isEmpty()) {
            return Mono.empty();
        }
        LocalDate day = pending.get(0).dayIn(plan);
        return day.isAfter(plan.openDay()) ? close(plan, serving, day) : apply(plan, serving, pending, limit);
    }

    /** What wrote the plan's state as it stands: what it means is asked of no newer rules. */
    private Mono<Serving> serving(Plan plan) {
        return versions.on(plan.id(), plan.openDay()).map(version -> new Serving(version, rulebooks.of(plan, version)));
    }

    /** A step of its own, so that a command is never blamed for what an earlier one left to do. */
    private Mono<Written> resume(Plan plan, Serving serving) {
        return serving.rulebook()
                .open(plan, serving.version(), List.of())
                .doOnNext(Run::resume)
                .flatMap(run -> write(plan, serving, run, batch(plan), List.of(), true));
    }

    private Mono<Written> close(Plan plan, Serving serving, LocalDate until) {
        return serving.rulebook()
                .close(plan, serving.version(), until)
                .flatMap(closed -> plans.update(closed, serving.rulebook().isUnfinished(closed))
                        .then(versions.on(closed.id(), closed.openDay()))
                        .flatMap(version -> history.keep(closed, version, 0)
                                .thenReturn(new Written(
                                        closed, version, TouchedMembers.EVERYBODY, List.of(), Map.of(), true))));
    }

    private Mono<Written> apply(Plan plan, Serving serving, List<Command> pending, int limit) {
        List<Command> today = pending.stream()
                .takeWhile(command -> command.dayIn(plan).equals(plan.openDay()))
                .toList();
        return batch(plan, today).flatMap(batch -> apply(plan, serving, batch, today, pending, limit));
    }

    private Mono<Written> apply(
            Plan plan, Serving serving, Decisions batch, List<Command> today, List<Command> pending, int limit) {
        return serving.rulebook()
                .open(plan, serving.version(), today)
                .flatMap(run -> decide(run, batch, today)
                        .then(Mono.defer(
                                () -> write(plan, serving, run, batch, today, hasMore(batch, run, pending, limit))))
                        .onErrorMap(failure -> new BatchFailed(today, failure)));
    }

    /** The plan's versions are read for those commands alone that are decided on them. */
    private Mono<Decisions> batch(Plan plan, List<Command> commands) {
        boolean ofVersions =
                commands.stream().anyMatch(command -> command.kind().isOfVersions());
        return ofVersions ? versions.timetable(plan.id()).map(known -> batch(plan, known)) : Mono.just(batch(plan));
    }

    private static Mono<Void> decide(Run run, Decisions batch, List<Command> commands) {
        return Mono.fromRunnable(() -> batch.decide(run, commands));
    }

    private Decisions batch(Plan plan) {
        return batch(plan, new Timetable(List.of(), List.of()));
    }

    private Decisions batch(Plan plan, Timetable known) {
        return new Decisions(plan, rulebooks.newest(plan.kind()), known, json);
    }

    private Mono<Written> write(
            Plan plan, Serving serving, Run run, Decisions batch, List<Command> commands, boolean more) {
        run.refuseBrokenLaws();
        List<Decision> decisions = batch.decisions();
        Plan changed = plan.decided(decisions.size(), run.state());
        // What unfinished business posts belongs to the command that set it off: the last one decided.
        long first = decisions.isEmpty() ? plan.lastPosition() : plan.lastPosition() + 1;
        Book book = Book.ofPlan(plan.id(), serving.rulebook().chart());
        Posting posting = Posting.ofCommands(book, plan.openDay(), first, changed.lastPosition(), run.moves());
        return keepVersions(plan, batch)
                .then(together(
                        backlog.decide(commands, decisions, plan.lastPosition(), plan.openDay()),
                        run.save(),
                        plans.update(changed, serving.rulebook().isUnfinished(changed)),
                        history.keep(changed, serving.version(), batch.sales()),
                        ledger.post(posting)))
                .then(checkNow())
                .thenReturn(new Written(
                        changed,
                        serving.version(),
                        TouchedMembers.by(posting),
                        waits(commands, decisions),
                        batch.refusals(),
                        more));
    }

    /**
     * None of these needs the answer to another, so each is sent while the database is still at the one before: it is
     * never idle while the next one is put into words. The ledger's is last, for it alone has more to send after.
     */
    private static Mono<Void> together(Mono<?>... statements) {
        return Mono.when(statements);
    }

    /** What the database would check at the commit alone is checked while it is known whose commands are at fault. */
    private Mono<Void> checkNow() {
        return database.sql("SET CONSTRAINTS ALL IMMEDIATE").then();
    }

    private Mono<Void> keepVersions(Plan plan, Decisions batch) {
        return Flux.fromIterable(batch.added())
                .concatMap(added -> versions.add(plan.id(), added))
                .thenMany(Flux.fromIterable(batch.withdrawn()))
                .concatMap(withdrawn -> versions.withdraw(plan.id(), withdrawn))
                .then();
    }

    private Mono<Void> refuseTooMany(Plan plan) {
        return backlog.failuresInARow(plan, failuresInARow)
                .filter(failures -> failures >= failuresInARow)
                .flatMap(failures ->
                        Mono.error(new IllegalStateException(failures + " commands have failed one after the other")));
    }

    private Mono<Command> recordFailed(Plan plan, List<Command> pending, Throwable failure) {
        Plan changed = plan.decided(1, plan.state());
        return backlog.decide(pending, List.of(Decision.failed(failure)), plan.lastPosition(), plan.openDay())
                .then(serving(plan))
                .flatMap(serving -> plans.update(changed, serving.rulebook().isUnfinished(changed)))
                .thenReturn(pending.get(0));
    }

    private static boolean isFirst(long commandId, List<Command> pending) {
        return !pending.isEmpty() && pending.get(0).id() == commandId;
    }

    private static List<Duration> waits(List<Command> commands, List<Decision> decisions) {
        return commands.stream().limit(decisions.size()).map(Command::waited).toList();
    }

    private static boolean hasMore(Decisions batch, Run run, List<Command> pending, int limit) {
        return pending.size() == limit || batch.decisions().size() < pending.size() || run.isUnfinished();
    }

    /** The version in force on the open day, and the rules that it names. */
    private record Serving(PlanVersion version, Rulebook rulebook) {}

    /**
     * What a step wrote.
     *
     * @param touched members whose balances changed
     * @param waited age of each command that was decided, when it was read
     * @param refused number of commands that the rules refused, by code
     * @param more whether another step should follow at once: true also where it is not certain that there is more to
     *     do
     */
    public record Written(
            Plan plan,
            PlanVersion version,
            TouchedMembers touched,
            List<Duration> waited,
            Map<RefusalCode, Long> refused,
            boolean more) {

        /** How many were decided. */
        public int commands() {
            return waited.size();
        }
    }
}

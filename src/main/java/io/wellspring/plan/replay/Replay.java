package io.wellspring.plan.replay;

import io.wellspring.ledger.PostedSum;
import io.wellspring.ledger.PostingHistory;
import io.wellspring.ledger.PostingSpan;
import io.wellspring.plan.kind.Decisions;
import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.kind.Run;
import io.wellspring.plan.log.Command;
import io.wellspring.plan.log.DecidedCommand;
import io.wellspring.plan.log.DecidedLog;
import io.wellspring.plan.log.Decision;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Timetable;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.value.Move;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * One plan's log once more through the rules that it was decided with, page by page, and every line and outcome held
 * against what is written ({@code src/docs/log.md}). It never has more in hand than a page: holdings are in a table of
 * the session.
 */
public final class Replay {

    /** For one page of the log, or of a day's members: a page of the log may close days of a million members. */
    public static final Duration PAGE_TIMEOUT = Duration.ofSeconds(60);

    private static final LocalDate END_OF_DAYS = LocalDate.of(9999, 12, 31);

    private final DatabaseClient session;
    private final Rulebooks rulebooks;
    private final ReplayedKinds kinds;
    private final PlanVersions versions;
    private final DecidedLog log;
    private final PostingHistory history;
    private final JsonMapper json;
    private final ReplayFindings findings;
    private final LineMatch lines;
    private final VersionMatch versionMatch;

    private Plan plan;
    private @Nullable Timetable timetable;
    private long lastPosting;
    private long settledLines;

    /** @param plan as it was before its first command */
    Replay(Plan plan, DatabaseClient session, Rulebooks rulebooks, ReplayedKinds kinds, JsonMapper json) {
        this.plan = plan;
        this.session = session;
        this.rulebooks = rulebooks;
        this.kinds = kinds;
        this.versions = new PlanVersions(session);
        this.log = new DecidedLog(session);
        this.history = new PostingHistory(session);
        this.json = json;
        this.findings = new ReplayFindings(json);
        this.lines = new LineMatch(plan.id(), findings::add);
        this.versionMatch = new VersionMatch(findings, json);
    }

    /** The plan as far as it is replayed. */
    Plan plan() {
        return plan;
    }

    long matchedLines() {
        return lines.matched() + settledLines;
    }

    /** What was found since this was asked last. */
    List<Difference> taken() {
        return findings.taken();
    }

    /** Whether a command left something to finish, as the rules say by which it was decided. */
    private boolean hasToResume(PlanVersion version) {
        return rulebooks.of(plan, version).hasToResume(plan);
    }

    /** The version in force on the open day of the plan as far as it is replayed. */
    private Mono<PlanVersion> version() {
        return versions.on(plan.id(), plan.openDay());
    }

    /** Replays the next page, up to a position at most, and tells whether that is reached with all that followed. */
    Mono<Boolean> page(long until) {
        return firstVersion()
                .thenMany(history.spans(plan.id(), lastPosting, ReplayPage.MOST_SPANS))
                .collectList()
                .zipWith(version().map(this::hasToResume))
                .map(read -> ReplayPage.after(plan.lastPosition(), lastPosting, until, read.getT2(), read.getT1()))
                .flatMap(page -> read(page).then(replay(page)).thenReturn(page))
                .flatMap(page -> version().map(version -> settle(page, until, hasToResume(version))));
    }

    /** The first version is made by no command; what others there are is what the log makes of it. */
    private Mono<Void> firstVersion() {
        return timetable != null
                ? Mono.empty()
                : versions.numbered(plan.id(), 1)
                        .doOnNext(first -> timetable = new Timetable(List.of(first), List.of()))
                        .then();
    }

    /** Closes the days that are closed, and finds lines beyond the last posting: they belong to nothing. */
    Mono<Void> end(LocalDate openDay) {
        return close(openDay)
                .thenMany(Flux.defer(() -> history.holderLines(plan.id(), lastPosting, Long.MAX_VALUE)))
                .concatWith(history.settling(plan.id(), openDay, END_OF_DAYS)
                        .collectList()
                        .flatMapIterable(postings -> postings)
                        .concatMap(posting -> history.holderLines(plan.id(), posting)))
                .doOnNext(lines::found)
                .then(Mono.<Void>fromRunnable(lines::end))
                .then(compareVersions());
    }

    private Mono<Void> read(ReplayPage page) {
        Map<Long, PostingSpan> spans = page.byId();
        page.spans().forEach(findings::border);
        return history.holderLines(plan.id(), lastPosting, page.lastPosting())
                .doOnNext(line -> findings.posting(line, spans.get(line.postingId())))
                .doOnNext(lines::found)
                .thenMany(history.bookLines(plan.id(), lastPosting, page.lastPosting()))
                .doOnNext(sum -> found(sum, spans.get(sum.postingId())))
                .then()
                .timeout(PAGE_TIMEOUT);
    }

    private void found(PostedSum sum, PostingSpan span) {
        lines.found(span == null ? 0 : span.lastPosition(), sum);
    }

    private Mono<Void> replay(ReplayPage page) {
        return log.commands(plan.id(), page.from(), page.to())
                .collectList()
                .timeout(PAGE_TIMEOUT)
                .map(commands -> gapless(page, commands))
                .flatMap(commands -> Mono.defer(() -> next(page, commands))
                        .repeat(() -> !commands.isEmpty())
                        .then());
    }

    private Deque<DecidedCommand> gapless(ReplayPage page, List<DecidedCommand> commands) {
        long position = page.from();
        for (DecidedCommand command : commands) {
            if (command.position() != position) {
                throw new ReplayStopped(new Difference(
                        What.POSITION_MISSING,
                        position,
                        "log",
                        "position " + position,
                        "position " + command.position()));
            }
            position++;
        }
        if (position <= page.to()) {
            throw new ReplayStopped(
                    new Difference(What.POSITION_MISSING, position, "log", "position " + position, "nothing"));
        }
        return new ArrayDeque<>(commands);
    }

    private Mono<Void> next(ReplayPage page, Deque<DecidedCommand> commands) {
        return version().flatMap(version -> hasToResume(version) ? resume(page) : nextCommand(page, commands));
    }

    private Mono<Void> nextCommand(ReplayPage page, Deque<DecidedCommand> commands) {
        if (commands.isEmpty()) {
            return Mono.empty();
        }
        DecidedCommand first = commands.element();
        if (first.day().isAfter(plan.openDay())) {
            return close(first.day());
        }
        return first.isFailed() ? fail(commands.remove()) : run(page, commands);
    }

    private Mono<Void> resume(ReplayPage page) {
        return open(List.of())
                .doOnNext(Run::resume)
                .doOnNext(run -> findings.laws(plan.lastPosition(), run.brokenLaws()))
                .doOnNext(run -> expect(
                        page, run, plan.lastPosition(), List.of(run.moves().size())))
                .flatMap(run -> save(run, 0))
                .timeout(PAGE_TIMEOUT);
    }

    private Mono<Void> close(LocalDate day) {
        return log.days(plan.id(), plan.openDay(), day)
                .collectMap(DecidedLog.ClosedDay::day)
                .flatMap(closed -> Flux.fromStream(plan.openDay().datesUntil(day))
                        .concatMap(ended -> settle(ended, closed.get(ended)))
                        .then());
    }

    private Mono<Void> settle(LocalDate ended, DecidedLog.@Nullable ClosedDay closed) {
        findings.closedDay(ended, plan, closed);
        return versions.on(plan.id(), ended)
                .flatMap(version -> rulesOf(version).settle(plan, version, findings::add))
                .doOnNext(settled -> settledLines += settled.lines())
                .doOnNext(settled -> plan = plan.opened(ended.plusDays(1), settled.state()))
                .then();
    }

    private Mono<Void> fail(DecidedCommand failed) {
        findings.command(plan, failed, Decision.failed());
        plan = plan.decided(1, plan.state());
        return Mono.empty();
    }

    private Mono<Void> run(ReplayPage page, Deque<DecidedCommand> commands) {
        List<DecidedCommand> today = commands.stream()
                .takeWhile(command -> !command.day().isAfter(plan.openDay()) && !command.isFailed())
                .toList();
        return open(today.stream().map(DecidedCommand::command).toList())
                .flatMap(run -> decide(page, run, today, commands))
                .timeout(PAGE_TIMEOUT);
    }

    private Mono<Void> decide(ReplayPage page, Run run, List<DecidedCommand> today, Deque<DecidedCommand> commands) {
        Decisions batch = new Decisions(plan, rulebooks.newest(plan.kind()), Objects.requireNonNull(timetable), json);
        List<Integer> ends = new ArrayList<>();
        for (DecidedCommand command : today) {
            if (run.isUnfinished()) {
                break;
            }
            decide(batch, run, command);
            findings.command(
                    plan, command, batch.decisions().get(batch.decisions().size() - 1));
            ends.add(run.moves().size());
            commands.remove();
        }
        findings.laws(plan.lastPosition() + ends.size(), run.brokenLaws());
        expect(page, run, plan.lastPosition() + 1, ends);
        versionMatch.expect(batch);
        return save(run, ends.size());
    }

    private static void decide(Decisions batch, Run run, DecidedCommand command) {
        try {
            batch.decide(run, List.of(command.command()));
        } catch (RuntimeException unreadable) {
            throw new ReplayStopped(new Difference(
                    What.COMMAND_UNREADABLE, command.position(), "log", command.status(), unreadable.toString()));
        }
    }

    private Mono<Run> open(List<Command> commands) {
        return version().flatMap(version -> rulesOf(version).rules().open(plan, version, commands));
    }

    private KindReplay rulesOf(PlanVersion version) {
        return kinds.of(plan.kind(), version.ruleRevision(), session);
    }

    private Mono<Void> save(Run run, int commands) {
        return run.save().then(Mono.fromRunnable(() -> plan = plan.decided(commands, run.state())));
    }

    /**
     * Lays out what the run's moves should have become.
     *
     * @param first position of those that were decided
     * @param ends where the moves of each end, in the order of their positions
     */
    private void expect(ReplayPage page, Run run, long first, List<Integer> ends) {
        OwnBalances balances = new OwnBalances(run);
        int from = 0;
        for (int n = 0; n < ends.size(); n++) {
            expect(run.moves().subList(from, ends.get(n)), page, first + n, balances);
            from = ends.get(n);
        }
    }

    private void expect(List<Move> moves, ReplayPage page, long position, OwnBalances balances) {
        for (Move move : moves) {
            if (move instanceof Move.OfHolder ofHolder) {
                lines.expect(new LineMatch.Expected(ofHolder, plan.openDay(), balances.after(ofHolder)));
            } else if (move instanceof Move.OfBook ofBook) {
                lines.expect(page.lastOf(position), ofBook, plan.openDay());
            }
        }
    }

    private Mono<Void> compareVersions() {
        return versions.recorded(plan.id())
                .filter(kept -> kept.version().number() > 1)
                .collectList()
                .doOnNext(versionMatch::compare)
                .then();
    }

    private boolean settle(ReplayPage page, long until, boolean unfinished) {
        lines.compare();
        lastPosting = page.lastPosting();
        boolean settled = page.isWhole() && !unfinished;
        if (settled) {
            lines.end();
        }
        return settled && plan.lastPosition() >= until;
    }
}

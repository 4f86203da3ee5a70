package io.wellspring.plan.replay;

import io.wellspring.ledger.PostingHistory;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.plan.replay.ReplayedDay.Paid;
import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.plan.settlement.Stage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One day of a plan once more through its rules, page by page of members, with every line, payment and total held against
 * what is written. Written lines are read only as far as the rules have come, so that neither side piles up.
 */
public final class DayReplay {

    private static final int MEMBERS = 5_000;
    /** Plan lines of a settlement belong to no position. */
    private static final long NO_POSITION = 0;

    private final Plan plan;
    private final ReplayedDay day;
    private final PostingHistory history;
    private final Consumer<Difference> differences;
    private final LineMatch lines;
    private final Deque<Long> unread = new ArrayDeque<>();
    private long receivers;

    public DayReplay(Plan plan, ReplayedDay day, DatabaseClient session, Consumer<Difference> differences) {
        this.plan = plan;
        this.day = day;
        this.history = new PostingHistory(session);
        this.differences = differences;
        this.lines = new LineMatch(plan.id(), differences);
    }

    /** @return number of members' lines that were found as they should be */
    public Mono<Long> replay(PlanVersion version) {
        return history.settling(plan.id(), plan.openDay(), plan.openDay().plusDays(1))
                .doOnNext(unread::add)
                .then(pages())
                .then(Mono.defer(this::readOn).repeat(() -> !unread.isEmpty()).then())
                .then(Mono.defer(() -> compareTotals(version)))
                .then(Mono.fromSupplier(lines::matched));
    }

    private Mono<Void> pages() {
        return page(0).expand(paid -> paid.isEnd() ? Mono.empty() : page(paid.lastMember()))
                .then();
    }

    private Mono<Paid> page(long after) {
        return day.next(after, MEMBERS)
                .flatMap(paid -> replay(after, paid).thenReturn(paid))
                .timeout(Replay.PAGE_TIMEOUT);
    }

    private Mono<Void> replay(long after, Paid paid) {
        receivers += paid.payments().size();
        paid.lines().forEach(lines::expect);
        paid.brokenLaws().forEach(this::broken);
        return day.written(after, paid.lastMember())
                .<Object>map(written -> written)
                .collectList()
                .doOnNext(written -> compare(paid.payments(), written))
                .then(paid.save())
                .then(Mono.defer(this::readOn)
                        .repeat(() -> lines.isAhead() && !unread.isEmpty())
                        .then());
    }

    /** Reads the next posting where the rules have come further than what is read. */
    private Mono<Void> readOn() {
        lines.compare();
        Long posting = unread.poll();
        return posting == null
                ? Mono.empty()
                : history.holderLines(plan.id(), posting)
                        .doOnNext(lines::found)
                        .thenMany(Flux.defer(() -> history.bookLines(plan.id(), posting)))
                        .doOnNext(line -> lines.found(NO_POSITION, line))
                        .then(Mono.fromRunnable(lines::compare));
    }

    private Mono<Void> compareTotals(PlanVersion version) {
        day.moves().forEach(move -> lines.expect(NO_POSITION, move, plan.openDay()));
        lines.end();
        return day.found()
                .<DayOfKind>map(found -> found)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .doOnNext(found -> compare(
                        "settlement of " + plan.openDay(),
                        day.expected(expected(version, found)).toString(),
                        found.map(DayOfKind::toString).orElse("nothing")))
                .then();
    }

    /** As the day should be: no rule says when it was begun and published. */
    private SettledDay expected(PlanVersion version, Optional<DayOfKind> found) {
        return new SettledDay(
                plan.id(),
                plan.openDay(),
                version.number(),
                Stage.PUBLISHED,
                0,
                receivers,
                receivers,
                found.map(DayOfKind::settled).map(SettledDay::begunAt).orElse(Instant.EPOCH),
                found.map(DayOfKind::settled).map(SettledDay::publishedAt).orElse(Instant.EPOCH));
    }

    private void broken(String law) {
        differences.accept(new Difference(What.LAW_BROKEN, null, "day " + plan.openDay(), law, "broken"));
    }

    private void compare(List<?> wanted, List<?> found) {
        if (!wanted.equals(found)) {
            String where = "payments of " + plan.openDay();
            wanted.stream()
                    .filter(one -> !found.contains(one))
                    .limit(1)
                    .forEach(one -> compare(where, one.toString(), "other"));
            found.stream()
                    .filter(one -> !wanted.contains(one))
                    .limit(1)
                    .forEach(one -> compare(where, "other", one.toString()));
        }
    }

    private void compare(String where, String expected, String found) {
        if (!expected.equals(found)) {
            differences.accept(new Difference(What.SETTLEMENT_DIFFERS, null, where, expected, found));
        }
    }
}

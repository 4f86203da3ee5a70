package io.wellspring.plan.release;

import io.wellspring.ledger.PostingHistory;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.release.ReleaseLots.Owned;
import io.wellspring.plan.release.rules.DayReleases;
import io.wellspring.plan.release.rules.Lot;
import io.wellspring.plan.release.rules.LotDrawdown;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseMoves;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.replay.LineMatch;
import io.wellspring.plan.replay.LineMatch.Expected;
import io.wellspring.plan.replay.Replay;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One day of a RELEASE plan once more through its rules, page by page of members, with every line and release held
 * against what is written; lots shrink by the rules here, and by a statement where they are really kept.
 */
final class ReleaseDayReplay {

    private static final int MEMBERS = 5_000;
    /** Plan lines of a settlement belong to no position. */
    private static final long NO_POSITION = 0;

    private final Plan plan;
    private final DayReleases releases;
    private final ReleaseLots lots;
    private final ReleaseDays settled;
    private final ReleasePayments payments;
    private final PostingHistory history;
    private final Consumer<Difference> differences;
    private final LineMatch lines;
    private final Deque<Long> unread = new ArrayDeque<>();
    private ReleaseTotals totals = ReleaseTotals.NONE;

    ReleaseDayReplay(
            Plan plan,
            DayReleases releases,
            ReleaseLots lots,
            DatabaseClient session,
            Consumer<Difference> differences) {
        this.plan = plan;
        this.releases = releases;
        this.lots = lots;
        this.settled = new ReleaseDays(session);
        this.payments = ReleasePayments.read(session);
        this.history = new PostingHistory(session);
        this.differences = differences;
        this.lines = new LineMatch(plan.id(), differences);
    }

    /** Members' lines that were found as they should be. */
    long matched() {
        return lines.matched();
    }

    Mono<Void> replay(int version) {
        return history.settling(plan.id(), plan.openDay(), plan.openDay().plusDays(1))
                .doOnNext(unread::add)
                .then(pages())
                .then(Mono.defer(this::readOn).repeat(() -> !unread.isEmpty()).then())
                .then(Mono.defer(() -> compare(version)));
    }

    private Mono<Void> pages() {
        return page(0).expand(page -> page.isEmpty()
                        ? Mono.empty()
                        : page(page.get(page.size() - 1).memberId()))
                .then();
    }

    private Mono<List<Release>> page(long after) {
        List<Release> page = releases.after(after, MEMBERS);
        return replay(after, page).thenReturn(page).timeout(Replay.PAGE_TIMEOUT);
    }

    /** What is written beyond the last of the rules' members is too many. */
    private Mono<Void> replay(long after, List<Release> page) {
        long last = page.isEmpty() ? Long.MAX_VALUE : page.get(page.size() - 1).memberId();
        totals = totals.plus(ReleaseTotals.of(page));
        page.forEach(this::expect);
        return payments.between(plan.id(), plan.openDay(), after, last)
                .collectList()
                .doOnNext(written -> compare(page, written))
                .then(shrink(after, last, page))
                .then(Mono.defer(this::readOn)
                        .repeat(() -> lines.isAhead() && !unread.isEmpty())
                        .then());
    }

    private Mono<Void> shrink(long after, long last, List<Release> page) {
        if (page.isEmpty()) {
            return Mono.empty();
        }
        Map<Long, Long> early = page.stream().collect(Collectors.toMap(Release::memberId, Release::early));
        return lots.between(plan.id(), after, last)
                .filter(owned -> early.containsKey(owned.memberId()))
                .collect(Collectors.groupingBy(Owned::memberId, Collectors.mapping(Owned::lot, Collectors.toList())))
                .map(before -> shrunk(before, early))
                .flatMap(shrunk -> lots.save(plan.id(), shrunk));
    }

    private static List<Owned> shrunk(Map<Long, List<Lot>> before, Map<Long, Long> early) {
        List<Owned> after = new ArrayList<>();
        before.forEach((member, lots) ->
                LotDrawdown.ofDay(lots, early.get(member)).forEach(lot -> after.add(new Owned(member, lot))));
        return after;
    }

    private void expect(Release release) {
        for (Move.OfHolder move : ReleaseMoves.released(release)) {
            Long balance = move.asset() == AssetCode.RELEASING ? release.remaining() - release.released() : null;
            lines.expect(new Expected(move, plan.openDay(), balance));
        }
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

    private Mono<Void> compare(int version) {
        ReleaseMoves.released(totals).forEach(move -> lines.expect(NO_POSITION, move, plan.openDay()));
        lines.end();
        String expected = text(version, Stage.PUBLISHED, totals, totals.members());
        return settled.find(plan.id(), plan.openDay())
                .map(found -> text(found.versionNumber(), found.stage(), found.totals(), found.posted()))
                .defaultIfEmpty("nothing")
                .doOnNext(found -> compare("settlement of " + plan.openDay(), expected, found))
                .then();
    }

    private static String text(int version, Stage stage, ReleaseTotals totals, long posted) {
        return "version %d, %s, %s, %d posted".formatted(version, stage, totals, posted);
    }

    private void compare(List<Release> wanted, List<Release> found) {
        if (!wanted.equals(found)) {
            String where = "releases of " + plan.openDay();
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

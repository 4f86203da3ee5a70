package io.wellspring.plan.loop;

import io.wellspring.ledger.PostingHistory;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DayResult;
import io.wellspring.plan.loop.rules.DaySum;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopMoves;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.replay.LineMatch;
import io.wellspring.plan.replay.LineMatch.Expected;
import io.wellspring.plan.replay.Replay;
import io.wellspring.plan.replay.ReplayNote.Difference;
import io.wellspring.plan.replay.ReplayNote.What;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One day of a LOOP plan once more through its rules, page by page of members, with every line, dividend and pool held
 * against what is written. Written lines are read only as far as the rules have come, so that neither side piles up.
 */
final class LoopDayReplay {

    private static final int MEMBERS = 5_000;
    /** Plan lines of a settlement belong to no position. */
    private static final long NO_POSITION = 0;

    private final Plan plan;
    private final DayPools pools;
    private final LoopHoldings holdings;
    private final LoopDays settled;
    private final LoopPayments dividends;
    private final PostingHistory history;
    private final Consumer<Difference> differences;
    private final LineMatch lines;
    private final DaySum sum;
    private final Deque<Long> unread = new ArrayDeque<>();

    LoopDayReplay(
            Plan plan,
            DayPools pools,
            LoopHoldings holdings,
            DatabaseClient session,
            Consumer<Difference> differences) {
        this.plan = plan;
        this.pools = pools;
        this.holdings = holdings;
        this.settled = new LoopDays(session);
        this.dividends = LoopPayments.read(session);
        this.history = new PostingHistory(session);
        this.differences = differences;
        this.lines = new LineMatch(plan.id(), differences);
        this.sum = new DaySum(pools);
    }

    /** Members' lines that were found as they should be. */
    long matched() {
        return lines.matched();
    }

    Mono<DayResult> replay(int version) {
        return history.settling(plan.id(), plan.openDay(), plan.openDay().plusDays(1))
                .doOnNext(unread::add)
                .then(pages())
                .then(Mono.defer(this::readOn).repeat(() -> !unread.isEmpty()).then())
                .then(Mono.fromSupplier(sum::result))
                .flatMap(result -> compare(version, result).thenReturn(result));
    }

    private Mono<Void> pages() {
        return page(0).expand(members -> members.isEmpty()
                        ? Mono.empty()
                        : page(members.get(members.size() - 1).memberId()))
                .then();
    }

    private Mono<List<LoopMember>> page(long after) {
        return holdings.participants(plan.id(), after, MEMBERS)
                .flatMap(members -> replay(after, members).thenReturn(members))
                .timeout(Replay.PAGE_TIMEOUT);
    }

    private Mono<Void> replay(long after, List<LoopMember> members) {
        if (members.isEmpty()) {
            return Mono.empty();
        }
        List<Dividend> paid = members.stream()
                .map(pools::of)
                .filter(dividend -> dividend.paid() > 0)
                .toList();
        paid.forEach(sum::add);
        paid.forEach(this::expect);
        long last = members.get(members.size() - 1).memberId();
        return dividends
                .between(plan.id(), plan.openDay(), after, last)
                .collectList()
                .doOnNext(written -> compare(paid, written))
                .then(holdings.save(
                        plan.id(), paid.stream().map(Dividend::memberAfter).toList()))
                .then(Mono.defer(this::readOn)
                        .repeat(() -> lines.isAhead() && !unread.isEmpty())
                        .then());
    }

    private void expect(Dividend dividend) {
        for (Move.OfHolder move : LoopMoves.paid(dividend)) {
            Long balance = move.asset() == AssetCode.QUOTA ? dividend.quotaAfter() : null;
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

    private Mono<Void> compare(int version, DayResult result) {
        long levels = result.paidLevels().stream().mapToLong(Long::longValue).sum();
        long returned = result.returned().stream().mapToLong(Long::longValue).sum();
        Stream.of(
                        LoopMoves.contributed(pools),
                        LoopMoves.paid(result.paidWeighted(), levels),
                        LoopMoves.returned(returned))
                .flatMap(List::stream)
                .forEach(move -> lines.expect(NO_POSITION, move, plan.openDay()));
        lines.end();
        LoopDay expected = LoopDay.of(plan, version, result);
        return settled.find(plan.id(), plan.openDay())
                .map(found -> found.comparable())
                .map(Object::toString)
                .defaultIfEmpty("nothing")
                .doOnNext(found -> compare("settlement of " + plan.openDay(), expected.toString(), found))
                .then();
    }

    private void compare(List<Dividend> expected, List<LoopPayments.Kept> found) {
        List<LoopPayments.Kept> wanted =
                expected.stream().map(LoopPayments.Kept::of).toList();
        if (!wanted.equals(found)) {
            compareEach(wanted, found);
        }
    }

    private void compareEach(List<LoopPayments.Kept> wanted, List<LoopPayments.Kept> found) {
        wanted.stream()
                .filter(one -> !found.contains(one))
                .limit(1)
                .forEach(one -> compare("dividends of " + plan.openDay(), one.toString(), "other"));
        found.stream()
                .filter(one -> !wanted.contains(one))
                .limit(1)
                .forEach(one -> compare("dividends of " + plan.openDay(), "other", one.toString()));
    }

    private void compare(String where, String expected, String found) {
        if (!expected.equals(found)) {
            differences.accept(new Difference(What.SETTLEMENT_DIFFERS, null, where, expected, found));
        }
    }
}

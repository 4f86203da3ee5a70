package io.wellspring.plan.loop;

import io.wellspring.plan.loop.LoopPayments.Kept;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DayResult;
import io.wellspring.plan.loop.rules.DaySum;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.LoopDayLaw;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopMoves;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.replay.LineMatch.Expected;
import io.wellspring.plan.replay.ReplayedDay;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A day of a LOOP plan that is replayed: the dividends of its pools. */
final class ReplayedLoopDay implements ReplayedDay {

    private final Plan plan;
    private final DayPools pools;
    private final LoopHoldings holdings;
    private final LoopDays days;
    private final LoopPayments dividends;
    private final DaySum sum;

    ReplayedLoopDay(Plan plan, DayPools pools, LoopHoldings holdings, DatabaseClient session) {
        this.plan = plan;
        this.pools = pools;
        this.holdings = holdings;
        this.days = new LoopDays(session);
        this.dividends = LoopPayments.read(session);
        this.sum = new DaySum(pools);
    }

    DayResult result() {
        return sum.result();
    }

    @Override
    public Mono<Paid> next(long afterMember, int members) {
        return holdings.participants(plan.id(), afterMember, members)
                .map(page -> page.isEmpty() ? Paid.NOTHING : pay(page));
    }

    private Paid pay(List<LoopMember> page) {
        List<Dividend> all = page.stream().map(pools::of).toList();
        all.forEach(sum::add);
        List<Dividend> paid = LoopSettlement.paid(all);
        return new Paid(
                page.get(page.size() - 1).memberId(),
                paid.stream().map(Kept::of).toList(),
                paid.stream().flatMap(this::lines).toList(),
                LoopSettlement.names(LoopDayLaw.brokenBy(all, sum.result())),
                holdings.save(
                        plan.id(), paid.stream().map(Dividend::memberAfter).toList()));
    }

    private Stream<Expected> lines(Dividend dividend) {
        return LoopMoves.paid(dividend).stream()
                .map(move -> new Expected(
                        move, plan.openDay(), move.asset() == AssetCode.QUOTA ? dividend.quotaAfter() : null));
    }

    @Override
    public Flux<Kept> written(long afterMember, long upToMember) {
        return dividends.between(plan.id(), plan.openDay(), afterMember, upToMember);
    }

    @Override
    public List<Move.OfBook> moves() {
        DayResult result = result();
        long levels = result.paidLevels().stream().mapToLong(Long::longValue).sum();
        long returned = result.returned().stream().mapToLong(Long::longValue).sum();
        return Stream.of(
                        LoopMoves.contributed(pools),
                        LoopMoves.paid(result.paidWeighted(), levels),
                        LoopMoves.returned(returned))
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public LoopDay expected(SettledDay settled) {
        return LoopDay.of(settled, result());
    }

    @Override
    public Mono<LoopDay> found() {
        return days.find(plan.id(), plan.openDay());
    }
}

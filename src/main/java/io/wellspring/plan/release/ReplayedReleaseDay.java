package io.wellspring.plan.release;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.release.ReleaseLots.Owned;
import io.wellspring.plan.release.rules.DayReleases;
import io.wellspring.plan.release.rules.Lot;
import io.wellspring.plan.release.rules.LotDrawdown;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseDayLaw;
import io.wellspring.plan.release.rules.ReleaseMoves;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.replay.LineMatch.Expected;
import io.wellspring.plan.replay.ReplayedDay;
import io.wellspring.plan.settlement.SettledDay;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A day of a RELEASE plan that is replayed. Lots shrink by the rules here, and by a statement where they are really kept.
 */
final class ReplayedReleaseDay implements ReplayedDay {

    private final Plan plan;
    private final DayReleases releases;
    private final ReleaseLots lots;
    private final ReleaseDays days;
    private final ReleasePayments payments;
    private ReleaseTotals totals = ReleaseTotals.NONE;

    ReplayedReleaseDay(Plan plan, DayReleases releases, ReleaseLots lots, DatabaseClient session) {
        this.plan = plan;
        this.releases = releases;
        this.lots = lots;
        this.days = new ReleaseDays(session);
        this.payments = ReleasePayments.read(session);
    }

    @Override
    public Mono<Paid> next(long afterMember, int members) {
        return Mono.fromSupplier(() -> releases.after(afterMember, members))
                .map(page -> page.isEmpty() ? Paid.NOTHING : pay(afterMember, page));
    }

    private Paid pay(long after, List<Release> page) {
        totals = totals.plus(ReleaseTotals.of(page));
        long last = page.get(page.size() - 1).memberId();
        return new Paid(
                last,
                page,
                page.stream().flatMap(this::lines).toList(),
                ReleaseSettlement.names(ReleaseDayLaw.brokenBy(page)),
                shrink(after, last, page));
    }

    private Stream<Expected> lines(Release release) {
        long left = release.remaining() - release.released();
        return ReleaseMoves.released(release).stream()
                .map(move -> new Expected(move, plan.openDay(), move.asset() == AssetCode.RELEASING ? left : null));
    }

    private Mono<Void> shrink(long after, long last, List<Release> page) {
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

    @Override
    public Flux<Release> written(long afterMember, long upToMember) {
        return payments.between(plan.id(), plan.openDay(), afterMember, upToMember);
    }

    @Override
    public List<Move.OfBook> moves() {
        return ReleaseMoves.released(totals);
    }

    @Override
    public ReleaseDay expected(SettledDay settled) {
        return new ReleaseDay(settled, totals);
    }

    @Override
    public Mono<ReleaseDay> found() {
        return days.find(plan.id(), plan.openDay());
    }
}

package io.wellspring.plan.release;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.plan.kind.LawsBroken;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.ReleasePayments.Due;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseAccount;
import io.wellspring.plan.release.rules.ReleaseDayLaw;
import io.wellspring.plan.release.rules.ReleaseMoves;
import io.wellspring.plan.release.rules.ReleaseState;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.Payment;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.settlement.Settlement.ReleasedPoints;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Chart;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the days of RELEASE plans are worked out, in one walk over everybody, and then written, proved and released. */
@Component
class ReleaseSettlement implements DaySettlement<ReleaseDay> {

    private final ReleaseLots lots;
    private final ReleasePayments payments;
    private final ReleaseDays days;
    private final RecentReleaseDays reckonings;
    private final ReleaseProof proof;
    private final Ledger ledger;
    private final ReleaseJson json;

    ReleaseSettlement(
            ReleaseLots lots,
            ReleasePayments payments,
            ReleaseDays days,
            RecentReleaseDays reckonings,
            ReleaseProof proof,
            Ledger ledger,
            ReleaseJson json) {
        this.lots = lots;
        this.payments = payments;
        this.days = days;
        this.reckonings = reckonings;
        this.proof = proof;
        this.ledger = ledger;
        this.json = json;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.RELEASE;
    }

    @Override
    public Chart chart() {
        return ReleaseAccount.CHART;
    }

    @Override
    public String state(Plan plan, boolean settling) {
        ReleaseState state = json.state(plan);
        return json.write(settling ? state.closing() : state.closed());
    }

    @Override
    public Mono<ReleaseDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    @Override
    public Flux<Settlement> shown(long planId, LocalDate before, int limit) {
        return days.before(planId, before, limit)
                .map(day -> Settlement.of(day.settled(), null, released(day.totals())));
    }

    private static ReleasedPoints released(ReleaseTotals totals) {
        return new ReleasedPoints(
                points(totals.due()), points(totals.referral()), points(totals.team()), points(totals.peer()));
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }

    @Override
    public Mono<Void> count(Plan plan, PlanVersion version) {
        return days.begin(plan.id(), plan.openDay(), version);
    }

    @Override
    public Mono<Boolean> compute(ReleaseDay day, PlanVersion version, int members) {
        return reckonings
                .of(day, json.parameters(version))
                .map(releases -> releases.after(day.lastMember(), members))
                .flatMap(page ->
                        page.isEmpty() ? computed(day) : write(day, page).thenReturn(true));
    }

    private Mono<Boolean> computed(ReleaseDay day) {
        return Mono.fromSupplier(() -> {
            reckonings.forget(day);
            return false;
        });
    }

    private Mono<Void> write(ReleaseDay day, List<Release> page) {
        LawsBroken.refuseAny(names(ReleaseDayLaw.brokenBy(page)));
        long last = page.get(page.size() - 1).memberId();
        return days.computed(day.planId(), day.day(), last, ReleaseTotals.of(page))
                .then(payments.insert(day.planId(), day.day(), page));
    }

    static List<String> names(List<ReleaseDayLaw> laws) {
        return laws.stream().map(ReleaseDayLaw::name).toList();
    }

    @Override
    public Flux<String> prove(ReleaseDay day, PlanVersion version) {
        return proof.disagreements(day.planId(), day.day(), json.parameters(version));
    }

    @Override
    public Mono<Payment> pay(ReleaseDay day, int members) {
        return payments.due(day.planId(), day.day(), day.lastMember(), members)
                .filter(due -> due.portion().members() > 0)
                .flatMap(due -> lots.release(day, due.portion())
                        .doOnNext(released -> refuseOther(day, due, released))
                        .thenReturn(payment(day, due)));
    }

    private static Payment payment(ReleaseDay day, Due due) {
        return new Payment(
                due.portion(),
                "releases",
                due.portion().moves(ReleasePayments.MOVES, day),
                ReleaseMoves.released(due.totals()));
    }

    private static void refuseOther(ReleaseDay day, Due due, long released) {
        if (released != due.totals().released()) {
            throw day.wrong("the lots of the members after %d release %d, and should %d"
                    .formatted(
                            due.portion().afterMember(), released, due.totals().released()));
        }
    }

    /** The lots have what the ledger has. */
    @Override
    public Mono<Void> complete(ReleaseDay day) {
        Book book = Book.ofPlan(day.planId(), ReleaseAccount.CHART);
        return lots.remaining(day.planId())
                .zipWhen(remaining -> ledger.balanceOf(book, ReleaseAccount.ISSUED.name(), AssetCode.RELEASING))
                .filter(found -> found.getT1() + found.getT2() != 0)
                .flatMap(found -> Mono.<Void>error(
                        day.wrong("%d remain in the lots, %d in the ledger".formatted(found.getT1(), -found.getT2()))));
    }

    @Override
    public Mono<Void> forget(long planId, LocalDate day) {
        return days.forget(planId, day);
    }
}

package io.wellspring.plan.loop;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.plan.kind.LawsBroken;
import io.wellspring.plan.loop.LoopPayments.Due;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DaySum;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.LoopAccount;
import io.wellspring.plan.loop.rules.LoopDayLaw;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopMoves;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.Payment;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Chart;
import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How the days of LOOP plans are counted, computed, proved and paid. */
@Component
class LoopSettlement implements DaySettlement<LoopDay> {

    private final LoopHoldings holdings;
    private final LoopPayments dividends;
    private final LoopDays days;
    private final LoopProof proof;
    private final PlanVersions versions;
    private final Ledger ledger;
    private final LoopJson json;

    LoopSettlement(
            LoopHoldings holdings,
            LoopPayments dividends,
            LoopDays days,
            LoopProof proof,
            PlanVersions versions,
            Ledger ledger,
            LoopJson json) {
        this.holdings = holdings;
        this.dividends = dividends;
        this.days = days;
        this.proof = proof;
        this.versions = versions;
        this.ledger = ledger;
        this.json = json;
    }

    @Override
    public PlanKind kind() {
        return PlanKind.LOOP;
    }

    @Override
    public Chart chart() {
        return LoopAccount.CHART;
    }

    @Override
    public String state(Plan plan, boolean settling) {
        LoopState state = json.state(plan);
        return json.write(settling ? state.closing() : state.closed());
    }

    @Override
    public Mono<LoopDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    @Override
    public Flux<Settlement> shown(long planId, LocalDate before, int limit) {
        return days.before(planId, before, limit)
                .collectList()
                .zipWith(versions.of(planId).collectMap(PlanVersion::number, json::parameters))
                .flatMapIterable(found -> views(found.getT1(), found.getT2()));
    }

    private static List<Settlement> views(List<LoopDay> days, Map<Integer, LoopParameters> parameters) {
        return days.stream()
                .map(day -> LoopSettlementView.of(day, Objects.requireNonNull(parameters.get(day.versionNumber()))))
                .toList();
    }

    @Override
    public Mono<Void> count(Plan plan, PlanVersion version) {
        LoopParameters parameters = json.parameters(version);
        return holdings.turnout(plan.id(), parameters)
                .map(turnout -> DayPools.of(parameters, json.state(plan), turnout))
                .flatMap(pools -> days.begin(plan.id(), plan.openDay(), version, pools));
    }

    @Override
    public Mono<Boolean> compute(LoopDay day, PlanVersion version, int members) {
        DayPools pools = day.poolsUnder(json.parameters(version));
        return pools.areEmpty()
                ? Mono.just(false)
                : holdings.participants(day.planId(), day.lastMember(), members)
                        .flatMap(page -> page.isEmpty()
                                ? Mono.just(false)
                                : compute(day, pools, page).thenReturn(true));
    }

    private Mono<Void> compute(LoopDay day, DayPools pools, List<LoopMember> members) {
        long last = members.get(members.size() - 1).memberId();
        List<Dividend> all = members.stream().map(pools::of).toList();
        DaySum sum = new DaySum(pools);
        all.forEach(sum::add);
        LawsBroken.refuseAny(names(LoopDayLaw.brokenBy(all, day.soFar(pools).plus(sum.result()))));
        return days.computed(day.planId(), day.day(), last, sum.result())
                .then(dividends.insert(day.planId(), day.day(), paid(all)));
    }

    static List<Dividend> paid(List<Dividend> all) {
        return all.stream().filter(dividend -> dividend.paid() > 0).toList();
    }

    static List<String> names(List<LoopDayLaw> laws) {
        return laws.stream().map(LoopDayLaw::name).toList();
    }

    @Override
    public Flux<String> prove(LoopDay day, PlanVersion version) {
        return proof.disagreements(day.planId(), day.day(), json.parameters(version));
    }

    @Override
    public List<Move.OfBook> entering(LoopDay day, PlanVersion version) {
        return LoopMoves.contributed(day.poolsUnder(json.parameters(version)));
    }

    @Override
    public Mono<Payment> pay(LoopDay day, int members) {
        return dividends
                .due(day.planId(), day.day(), day.lastMember(), members)
                .filter(due -> due.portion().members() > 0)
                .flatMap(due -> holdings.pay(day, due.portion())
                        .doOnNext(paid -> refuseOthers(day, due, paid))
                        .thenReturn(payment(day, due)));
    }

    private static Payment payment(LoopDay day, Due due) {
        return new Payment(
                due.portion(),
                "dividends",
                due.portion().moves(LoopPayments.MOVES, day),
                LoopMoves.paid(due.weighted(), due.level()));
    }

    private static void refuseOthers(LoopDay day, Due due, long paid) {
        long members = due.portion().members();
        if (paid != members) {
            throw day.wrong("%d of %d members after %d do not have what they had"
                    .formatted(members - paid, members, due.portion().afterMember()));
        }
    }

    @Override
    public List<Move.OfBook> leaving(LoopDay day) {
        return LoopMoves.returned(day.returned());
    }

    /** What is left in the ledger is what is carried. */
    @Override
    public Mono<Void> complete(LoopDay day) {
        return left(day, LoopAccount.WEIGHTED_POOL, day.weighted().carried())
                .then(Mono.defer(() -> left(day, LoopAccount.LEVEL_POOL, 0)));
    }

    private Mono<Void> left(LoopDay day, LoopAccount account, long expected) {
        return ledger.balanceOf(Book.ofPlan(day.planId(), LoopAccount.CHART), account.name(), AssetCode.CNY)
                .filter(found -> found != expected)
                .flatMap(found -> Mono.<Void>error(
                        day.wrong("%s has %d, and should have %d".formatted(account, found, expected))));
    }

    @Override
    public String nextState(Plan plan, LoopDay day) {
        return json.write(json.state(plan).dayAfter(day.weighted().carried()));
    }

    @Override
    public Mono<Void> forget(long planId, LocalDate day) {
        return days.forget(planId, day);
    }
}

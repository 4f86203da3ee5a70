package io.wellspring.plan.loop;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.ledger.MassPosting;
import io.wellspring.ledger.Posting;
import io.wellspring.plan.loop.LoopPayments.Portion;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DaySum;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.LoopAccount;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopMoves;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanDays;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.ProofFailed;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Settles the days of LOOP plans: counts who takes part, computes page by page what each receives, proves the whole,
 * posts it portion by portion, and opens the next day ({@code src/docs/log.md}). Each step is one transaction of the
 * plan writer and remembers how far it came, so that any node can do the next.
 */
@Component
class LoopSettlement implements DaySettlement {

    private final LoopHoldings holdings;
    private final LoopPayments dividends;
    private final LoopDays settled;
    private final LoopProof proof;
    private final PlanDays days;
    private final PlanVersions versions;
    private final Ledger ledger;
    private final LoopJson json;
    private final int membersPerStep;

    LoopSettlement(
            LoopHoldings holdings,
            LoopPayments dividends,
            LoopDays settled,
            LoopProof proof,
            PlanDays days,
            PlanVersions versions,
            Ledger ledger,
            LoopJson json,
            PlanSettings settings) {
        this.holdings = holdings;
        this.dividends = dividends;
        this.settled = settled;
        this.proof = proof;
        this.days = days;
        this.versions = versions;
        this.ledger = ledger;
        this.json = json;
        this.membersPerStep = settings.membersPerStep();
    }

    /** Counts who takes part and what there is to share; from here on nothing else touches the plan. */
    Mono<Plan> begin(Plan plan, PlanVersion version, LoopParameters parameters, LoopState state) {
        return holdings.turnout(plan.id(), parameters)
                .map(turnout -> DayPools.of(parameters, state, turnout))
                .flatMap(pools -> settled.begin(plan.id(), plan.openDay(), version, pools))
                .thenReturn(plan.with(json.write(state.closing())));
    }

    /** Does the next step of the day that is being settled. */
    Mono<Plan> goOn(Plan plan, LoopParameters parameters, LoopState state) {
        return settled.find(plan.id(), plan.openDay())
                .switchIfEmpty(Mono.error(() -> wrong(plan, "is being settled, and nobody knows how far")))
                .flatMap(day -> switch (day.stage()) {
                    case COMPUTING -> compute(day, day.poolsUnder(parameters)).thenReturn(plan);
                    case PROVING -> prove(day, parameters).thenReturn(plan);
                    case POSTING -> post(plan, day, state);
                    case PUBLISHED -> Mono.error(() -> wrong(plan, "is settled already"));
                });
    }

    @Override
    public PlanKind kind() {
        return PlanKind.LOOP;
    }

    @Override
    public Flux<Settlement> settled(long planId, LocalDate before, int limit) {
        return settled.before(planId, before, limit)
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
    public Mono<Stage> stageOf(long planId, LocalDate day) {
        return settled.find(planId, day).map(LoopDay::stage);
    }

    @Override
    public Mono<Plan> forget(Plan plan) {
        return settled.forget(plan.id(), plan.openDay())
                .thenReturn(plan.with(json.write(json.state(plan).closed())));
    }

    private Mono<Void> compute(LoopDay day, DayPools pools) {
        Mono<List<LoopMember>> next = pools.areEmpty()
                ? Mono.just(List.of())
                : holdings.participants(day.planId(), day.lastMember(), membersPerStep);
        return next.flatMap(members -> members.isEmpty()
                ? settled.enter(day.planId(), day.day(), Stage.PROVING)
                : compute(day, pools, members));
    }

    private Mono<Void> compute(LoopDay day, DayPools pools, List<LoopMember> members) {
        long last = members.get(members.size() - 1).memberId();
        List<Dividend> paid = members.stream()
                .map(pools::of)
                .filter(dividend -> dividend.paid() > 0)
                .toList();
        DaySum sum = new DaySum(pools);
        paid.forEach(sum::add);
        return settled.computed(day.planId(), day.day(), last, sum.result())
                .then(dividends.insert(day.planId(), day.day(), paid));
    }

    /** What does not agree is left as it is, for people to look at; the plan stands still and alerts. */
    private Mono<Void> prove(LoopDay day, LoopParameters parameters) {
        return proof.disagreements(day.planId(), day.day(), parameters)
                .collectList()
                .doOnNext(disagreements -> ProofFailed.refuseAny(day.planId(), day.day(), disagreements))
                .then(settled.enter(day.planId(), day.day(), Stage.POSTING))
                .then(post(day, "contribution", LoopMoves.contributed(day.poolsUnder(parameters))));
    }

    private Mono<Plan> post(Plan plan, LoopDay day, LoopState state) {
        return dividends
                .portion(day.planId(), day.day(), day.lastMember(), membersPerStep)
                .flatMap(portion -> portion.members() == 0
                        ? publish(plan, day, state)
                        : pay(day, portion).thenReturn(plan));
    }

    /** The ledger's part is last, for it locks balances that other plans share. */
    private Mono<Void> pay(LoopDay day, Portion portion) {
        return holdings.pay(day.planId(), day.day(), portion)
                .doOnNext(paid -> refuseOthers(day, portion, paid))
                .then(settled.posted(day.planId(), day.day(), portion))
                .then(ledger.post(new MassPosting(
                        book(day),
                        day.day(),
                        cause(day, "dividends after " + portion.afterMember()),
                        LoopPayments.moves(day.planId(), day.day(), portion),
                        LoopMoves.paid(portion.weighted(), portion.level()))))
                .then();
    }

    /** Everybody who was to be paid was, and what is left in the ledger is what is carried. */
    private Mono<Void> complete(LoopDay day) {
        if (day.posted() != day.receivers()) {
            return Mono.error(() -> wrong(day, "%d of %d are paid".formatted(day.posted(), day.receivers())));
        }
        return left(day, LoopAccount.WEIGHTED_POOL, day.weighted().carried())
                .then(Mono.defer(() -> left(day, LoopAccount.LEVEL_POOL, 0)));
    }

    private Mono<Void> left(LoopDay day, LoopAccount account, long expected) {
        return ledger.balanceOf(book(day), account.name(), AssetCode.CNY)
                .filter(found -> found != expected)
                .flatMap(found -> Mono.<Void>error(
                        wrong(day, "%s has %d, and should have %d".formatted(account, found, expected))));
    }

    private Mono<Plan> publish(Plan plan, LoopDay day, LoopState state) {
        LocalDate next = day.day().plusDays(1);
        LoopState begun = state.dayAfter(day.weighted().carried());
        return days.close(plan.with(json.write(state.closed())), day.day())
                .then(settled.enter(day.planId(), day.day(), Stage.PUBLISHED))
                .then(post(day, "return", LoopMoves.returned(day.returned())))
                .then(Mono.defer(() -> complete(day)))
                .thenReturn(plan.opened(next, json.write(begun)));
    }

    private Mono<Void> post(LoopDay day, String what, List<Move.OfBook> moves) {
        List<Move> moving = moves.stream()
                .filter(move -> move.amount() != 0)
                .map(Move.class::cast)
                .toList();
        return ledger.post(Posting.ofCause(book(day), day.day(), cause(day, what), moving))
                .then();
    }

    private static Book book(LoopDay day) {
        return Book.ofPlan(day.planId(), LoopAccount.CHART);
    }

    private static String cause(LoopDay day, String what) {
        return "plan %d, %s: %s".formatted(day.planId(), day.day(), what);
    }

    private static IllegalStateException wrong(Plan plan, String what) {
        return new IllegalStateException("plan %d, %s: %s".formatted(plan.id(), plan.openDay(), what));
    }

    private static IllegalStateException wrong(LoopDay day, String what) {
        return new IllegalStateException("plan %d, %s: %s".formatted(day.planId(), day.day(), what));
    }

    private static void refuseOthers(LoopDay day, Portion portion, long paid) {
        if (paid != portion.members()) {
            throw wrong(
                    day,
                    "%d of %d members after %d do not have what they had"
                            .formatted(portion.members() - paid, portion.members(), portion.afterMember()));
        }
    }
}

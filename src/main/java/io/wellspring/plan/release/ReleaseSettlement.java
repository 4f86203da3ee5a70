package io.wellspring.plan.release;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.ledger.MassPosting;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanDays;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.ReleasePayments.Portion;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseAccount;
import io.wellspring.plan.release.rules.ReleaseMoves;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.ReleaseState;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.DaySettlement;
import io.wellspring.plan.settlement.ProofFailed;
import io.wellspring.plan.settlement.Settlement;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Settles the days of RELEASE plans: works out in one walk what is released to everybody, writes it down page by page,
 * proves the whole, posts it portion by portion, and opens the next day ({@code src/docs/log.md}). Each step is one
 * transaction of the plan writer and remembers how far it came, so that any node can do the next.
 */
@Component
class ReleaseSettlement implements DaySettlement {

    private final ReleaseLots lots;
    private final ReleasePayments payments;
    private final ReleaseDays settled;
    private final RecentReleaseDays reckonings;
    private final ReleaseProof proof;
    private final PlanDays days;
    private final Ledger ledger;
    private final ReleaseJson json;
    private final int membersPerStep;

    ReleaseSettlement(
            ReleaseLots lots,
            ReleasePayments payments,
            ReleaseDays settled,
            RecentReleaseDays reckonings,
            ReleaseProof proof,
            PlanDays days,
            Ledger ledger,
            ReleaseJson json,
            PlanSettings settings) {
        this.lots = lots;
        this.payments = payments;
        this.settled = settled;
        this.reckonings = reckonings;
        this.proof = proof;
        this.days = days;
        this.ledger = ledger;
        this.json = json;
        this.membersPerStep = settings.membersPerStep();
    }

    /** From here on nothing else touches the plan. */
    Mono<Plan> begin(Plan plan, PlanVersion version, ReleaseState state) {
        return settled.begin(plan.id(), plan.openDay(), version).thenReturn(plan.with(json.write(state.closing())));
    }

    /** Does the next step of the day that is being settled. */
    Mono<Plan> goOn(Plan plan, ReleaseParameters parameters, ReleaseState state) {
        return settled.find(plan.id(), plan.openDay())
                .switchIfEmpty(Mono.error(
                        () -> new IllegalStateException("plan %d, %s: is being settled, and nobody knows how far"
                                .formatted(plan.id(), plan.openDay()))))
                .flatMap(day -> switch (day.stage()) {
                    case COMPUTING -> compute(day, parameters).thenReturn(plan);
                    case PROVING -> prove(day, parameters).thenReturn(plan);
                    case POSTING -> post(plan, day, state);
                    case PUBLISHED -> Mono.error(() -> wrong(day, "is settled already"));
                });
    }

    @Override
    public PlanKind kind() {
        return PlanKind.RELEASE;
    }

    @Override
    public Flux<Settlement> settled(long planId, LocalDate before, int limit) {
        return settled.before(planId, before, limit).map(ReleaseSettlementView::of);
    }

    @Override
    public Mono<Stage> stageOf(long planId, LocalDate day) {
        return settled.find(planId, day).map(ReleaseDay::stage);
    }

    @Override
    public Mono<Plan> forget(Plan plan) {
        return settled.forget(plan.id(), plan.openDay())
                .thenReturn(plan.with(json.write(json.state(plan).closed())));
    }

    private Mono<Void> compute(ReleaseDay day, ReleaseParameters parameters) {
        return reckonings
                .of(day, parameters)
                .map(releases -> releases.after(day.lastMember(), membersPerStep))
                .flatMap(page -> page.isEmpty() ? computed(day) : write(day, page));
    }

    private Mono<Void> computed(ReleaseDay day) {
        return settled.enter(day.planId(), day.day(), Stage.PROVING)
                .then(Mono.fromRunnable(() -> reckonings.forget(day)));
    }

    private Mono<Void> write(ReleaseDay day, List<Release> page) {
        long last = page.get(page.size() - 1).memberId();
        return settled.computed(day.planId(), day.day(), last, ReleaseTotals.of(page))
                .then(payments.insert(day.planId(), day.day(), page));
    }

    /** What does not agree is left as it is, for people to look at; the plan stands still and alerts. */
    private Mono<Void> prove(ReleaseDay day, ReleaseParameters parameters) {
        return proof.disagreements(day.planId(), day.day(), parameters)
                .collectList()
                .doOnNext(disagreements -> ProofFailed.refuseAny(day.planId(), day.day(), disagreements))
                .then(settled.enter(day.planId(), day.day(), Stage.POSTING));
    }

    private Mono<Plan> post(Plan plan, ReleaseDay day, ReleaseState state) {
        return payments.portion(day.planId(), day.day(), day.lastMember(), membersPerStep)
                .flatMap(portion -> portion.totals().members() == 0
                        ? publish(plan, day, state)
                        : release(day, portion).thenReturn(plan));
    }

    /** The ledger's part is last, for it locks balances that other plans share. */
    private Mono<Void> release(ReleaseDay day, Portion portion) {
        return lots.release(day.planId(), day.day(), portion)
                .doOnNext(released -> refuseOther(day, portion, released))
                .then(settled.posted(day.planId(), day.day(), portion))
                .then(ledger.post(new MassPosting(
                        book(day),
                        day.day(),
                        "plan %d, %s: releases after %d".formatted(day.planId(), day.day(), portion.afterMember()),
                        ReleasePayments.moves(day.planId(), day.day(), portion),
                        ReleaseMoves.released(portion.totals()))))
                .then();
    }

    private Mono<Plan> publish(Plan plan, ReleaseDay day, ReleaseState state) {
        String after = json.write(state.closed());
        return complete(day)
                .then(Mono.defer(() -> days.close(plan.with(after), day.day())))
                .then(settled.enter(day.planId(), day.day(), Stage.PUBLISHED))
                .thenReturn(plan.opened(day.day().plusDays(1), after));
    }

    /** Everybody who was to be released something was, and the lots have what the ledger has. */
    private Mono<Void> complete(ReleaseDay day) {
        if (day.posted() != day.totals().members()) {
            return Mono.error(() -> wrong(
                    day,
                    "%d of %d are released".formatted(day.posted(), day.totals().members())));
        }
        return lots.remaining(day.planId())
                .zipWhen(remaining -> ledger.balanceOf(book(day), ReleaseAccount.ISSUED.name(), AssetCode.RELEASING))
                .filter(found -> found.getT1() + found.getT2() != 0)
                .flatMap(found -> Mono.<Void>error(wrong(
                        day, "%d remain in the lots, %d in the ledger".formatted(found.getT1(), -found.getT2()))));
    }

    private static Book book(ReleaseDay day) {
        return Book.ofPlan(day.planId(), ReleaseAccount.CHART);
    }

    private static IllegalStateException wrong(ReleaseDay day, String what) {
        return new IllegalStateException("plan %d, %s: %s".formatted(day.planId(), day.day(), what));
    }

    private static void refuseOther(ReleaseDay day, Portion portion, long released) {
        if (released != portion.totals().released()) {
            throw wrong(
                    day,
                    "the lots of the members after %d release %d, and should %d"
                            .formatted(
                                    portion.afterMember(),
                                    released,
                                    portion.totals().released()));
        }
    }
}

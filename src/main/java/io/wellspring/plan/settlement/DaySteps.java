package io.wellspring.plan.settlement;

import io.wellspring.ledger.Book;
import io.wellspring.ledger.Ledger;
import io.wellspring.ledger.MassPosting;
import io.wellspring.ledger.Posting;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanDays;
import io.wellspring.plan.register.PlanSettings;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.Move;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Settles the days of plans: counts, computes page by page what each member receives, proves the whole, pays portion by
 * portion, and opens the next day ({@code src/docs/log.md}). Each step is one transaction of the plan writer and remembers
 * how far it came, so that any node can do the next.
 */
@Component
public class DaySteps {

    private final SettledDays days;
    private final PlanDays closedDays;
    private final Ledger ledger;
    private final int membersPerStep;

    DaySteps(SettledDays days, PlanDays closedDays, Ledger ledger, PlanSettings settings) {
        this.days = days;
        this.closedDays = closedDays;
        this.ledger = ledger;
        this.membersPerStep = settings.membersPerStep();
    }

    /** Begins to settle the open day; from here on nothing else touches the plan. */
    public Mono<Plan> begin(DaySettlement<?> kind, Plan plan, PlanVersion version) {
        return kind.count(plan, version).thenReturn(plan.with(kind.state(plan, true)));
    }

    /** Does the next step of the day that is being settled. */
    public <D extends DayOfKind> Mono<Plan> goOn(DaySettlement<D> kind, Plan plan, PlanVersion version) {
        return kind.find(plan.id(), plan.openDay())
                .switchIfEmpty(Mono.error(() -> unknown(plan)))
                .flatMap(day -> switch (day.stage()) {
                    case COMPUTING -> compute(kind, day, version).thenReturn(plan);
                    case PROVING -> prove(kind, day, version).thenReturn(plan);
                    case POSTING -> post(kind, plan, day);
                    case PUBLISHED -> Mono.error(() -> day.wrong("is settled already"));
                });
    }

    /** Forgets what is worked out of the open day, of which nothing is posted: the plan as if it had not begun to close. */
    Mono<Plan> beginAnew(DaySettlement<?> kind, Plan plan) {
        return kind.forget(plan.id(), plan.openDay())
                .then(days.forget(plan.id(), plan.openDay()))
                .thenReturn(plan.with(kind.state(plan, false)));
    }

    private <D extends DayOfKind> Mono<Void> compute(DaySettlement<D> kind, D day, PlanVersion version) {
        return kind.compute(day, version, membersPerStep)
                .flatMap(anybody -> anybody ? Mono.empty() : days.enter(day, Stage.PROVING));
    }

    /** What does not agree is left as it is, for people to look at; the plan stands still and alerts. */
    private <D extends DayOfKind> Mono<Void> prove(DaySettlement<D> kind, D day, PlanVersion version) {
        return kind.prove(day, version)
                .collectList()
                .doOnNext(disagreements -> ProofFailed.refuseAny(day.planId(), day.day(), disagreements))
                .then(days.enter(day, Stage.POSTING))
                .then(Mono.defer(() -> post(kind, day, "contribution", kind.entering(day, version))));
    }

    private <D extends DayOfKind> Mono<Plan> post(DaySettlement<D> kind, Plan plan, D day) {
        return kind.pay(day, membersPerStep)
                .flatMap(payment -> pay(kind, day, payment).thenReturn(plan))
                .switchIfEmpty(Mono.defer(() -> publish(kind, plan, day)));
    }

    /** The ledger's part is last, for it locks balances that other plans share. */
    private Mono<Void> pay(DaySettlement<?> kind, DayOfKind day, Payment payment) {
        String what = "%s after %d".formatted(payment.what(), payment.portion().afterMember());
        return days.posted(day, payment.portion())
                .then(ledger.post(new MassPosting(
                        book(kind, day), day.day(), cause(day, what), payment.ofHolders(), payment.ofBook())))
                .then();
    }

    private <D extends DayOfKind> Mono<Plan> publish(DaySettlement<D> kind, Plan plan, D day) {
        if (day.posted() != day.receivers()) {
            return Mono.error(() -> day.wrong("%d of %d are paid".formatted(day.posted(), day.receivers())));
        }
        return closedDays
                .close(plan.with(kind.state(plan, false)), day.day())
                .then(days.enter(day, Stage.PUBLISHED))
                .then(post(kind, day, "return", kind.leaving(day)))
                .then(Mono.defer(() -> kind.complete(day)))
                .thenReturn(plan.opened(day.day().plusDays(1), kind.nextState(plan, day)));
    }

    private Mono<Void> post(DaySettlement<?> kind, DayOfKind day, String what, List<Move.OfBook> moves) {
        List<Move> moving = moves.stream()
                .filter(move -> move.amount() != 0)
                .map(Move.class::cast)
                .toList();
        return ledger.post(Posting.ofCause(book(kind, day), day.day(), cause(day, what), moving))
                .then();
    }

    private static Book book(DaySettlement<?> kind, DayOfKind day) {
        return Book.ofPlan(day.planId(), kind.chart());
    }

    private static String cause(DayOfKind day, String what) {
        return "plan %d, %s: %s".formatted(day.planId(), day.day(), what);
    }

    private static IllegalStateException unknown(Plan plan) {
        return new IllegalStateException(
                "plan %d, %s: is being settled, and nobody knows how far".formatted(plan.id(), plan.openDay()));
    }
}

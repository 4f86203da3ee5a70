package io.wellspring.plan.settlement;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.Chart;
import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a kind of plans brings to the settlement of its days: counting, computing, proving and paying. {@link DaySteps}
 * does the rest. A kind whose days leave nothing to settle brings none.
 *
 * @param <D> a day with the kind's totals; {@link SettledDay} where it has none
 */
public interface DaySettlement<D extends DayOfKind> {

    PlanKind kind();

    /** The accounts of these plans in the ledger. */
    Chart chart();

    /** The plan's state while its open day is being settled, or as the day ended. */
    String state(Plan plan, boolean settling);

    Mono<D> find(long planId, LocalDate day);

    /** The days before one that are settled or being settled, newest first, as everybody sees them. */
    Flux<Settlement> shown(long planId, LocalDate before, int limit);

    /** Counts who takes part in the open day and what there is to share, and writes the day's row. */
    Mono<Void> count(Plan plan, PlanVersion version);

    /**
     * Works out what the next members receive, and writes it down with how far it came.
     *
     * @param members the most that belong into one transaction
     * @return whether there was anybody left
     */
    Mono<Boolean> compute(D day, PlanVersion version, int members);

    /** Works the whole day out once more by another way, and tells what does not agree. */
    Flux<String> prove(D day, PlanVersion version);

    /**
     * Changes the holdings of the next receivers, and tells what the ledger is to post.
     *
     * @param members the most that belong into one transaction
     * @return empty where all are paid
     */
    Mono<Payment> pay(D day, int members);

    /** Forgets what the kind wrote beside the day's row. */
    Mono<Void> forget(long planId, LocalDate day);

    /** What enters the plan's accounts when the day is proved. */
    default List<Move.OfBook> entering(D day, PlanVersion version) {
        return List.of();
    }

    /** What leaves the plan's accounts when everybody is paid. */
    default List<Move.OfBook> leaving(D day) {
        return List.of();
    }

    /** Fails where the ledger does not have what the kind's own tables say is left. */
    default Mono<Void> complete(D day) {
        return Mono.empty();
    }

    /** The state with which the day after begins. */
    default String nextState(Plan plan, D day) {
        return state(plan, false);
    }
}

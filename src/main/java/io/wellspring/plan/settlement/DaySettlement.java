package io.wellspring.plan.settlement;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import java.time.LocalDate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What became of the days of the plans of one kind. A kind whose days leave nothing to settle brings none. */
public interface DaySettlement {

    PlanKind kind();

    /** The days before one that are settled or being settled, newest first. */
    Flux<Settlement> settled(long planId, LocalDate before, int limit);

    /** How far the settlement of a day has come; empty where there is none. */
    Mono<Stage> stageOf(long planId, LocalDate day);

    /** Forgets what is worked out of the open day, of which nothing is posted: the plan as if it had not begun to close. */
    Mono<Plan> forget(Plan plan);
}

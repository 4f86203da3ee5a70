package io.wellspring.plan.register;

import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each closed day left behind: the plan's state, and the version that served. */
@Component
public class PlanDays {

    private static final int DAYS_PER_TRANSACTION = 31;

    private final DatabaseClient database;

    PlanDays(DatabaseClient database) {
        this.database = database;
    }

    /** Closes days that leave nothing to settle, as many as belong into one transaction. */
    public Mono<Plan> closeQuiet(Plan plan, LocalDate until) {
        List<LocalDate> ended =
                plan.openDay().datesUntil(until).limit(DAYS_PER_TRANSACTION).toList();
        LocalDate next = ended.get(ended.size() - 1).plusDays(1);
        return Flux.fromIterable(ended)
                .concatMap(day -> close(plan, day))
                .then(Mono.fromSupplier(() -> plan.opened(next, plan.state())));
    }

    /** Keeps the plan as it is at the end of a day. */
    public Mono<Void> close(Plan plan, LocalDate day) {
        return database.sql("""
                        INSERT INTO plan_day (plan_id, day, version_number, last_position, state)
                        SELECT :plan, :day, number, :position, :state::jsonb
                          FROM plan_version AS version
                         WHERE plan_id = :plan AND effective_day <= :day
                           AND NOT EXISTS (SELECT 1 FROM plan_version_withdrawal AS withdrawal
                                            WHERE withdrawal.plan_id = version.plan_id
                                              AND withdrawal.number = version.number)
                         ORDER BY effective_day DESC, number DESC
                         LIMIT 1
                        """)
                .bind("plan", plan.id())
                .bind("day", day)
                .bind("position", plan.lastPosition())
                .bind("state", plan.state())
                .then();
    }
}

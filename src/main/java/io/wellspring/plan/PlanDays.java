package io.wellspring.plan;

import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What each closed day left behind: the plan's state, and the version that served. */
@Component
class PlanDays {

    private final DatabaseClient database;

    PlanDays(DatabaseClient database) {
        this.database = database;
    }

    Mono<Void> close(Plan plan, LocalDate day) {
        return database.sql("""
                        INSERT INTO plan_day (plan_id, day, version_number, last_position, state)
                        SELECT :plan, :day, number, :position, :state::jsonb
                          FROM plan_version
                         WHERE plan_id = :plan AND effective_day <= :day
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

package io.wellspring.plan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The versions of plans' parameters: only ever added to. */
@Component
class PlanVersions {

    private static final String COLUMNS = "number, rule_revision, parameters::text, effective_day";

    private final DatabaseClient database;

    PlanVersions(DatabaseClient database) {
        this.database = database;
    }

    /** Adds the next version; only called while the plan's row is ours. */
    Mono<Integer> add(long planId, int ruleRevision, String parameters, LocalDate effectiveDay) {
        return database.sql("""
                        INSERT INTO plan_version (plan_id, number, rule_revision, parameters, effective_day)
                        SELECT :plan, coalesce(max(number), 0) + 1, :revision, :parameters::jsonb, :day
                          FROM plan_version WHERE plan_id = :plan
                        RETURNING number
                        """)
                .bind("plan", planId)
                .bind("revision", ruleRevision)
                .bind("parameters", parameters)
                .bind("day", effectiveDay)
                .mapValue(Integer.class)
                .one();
    }

    /** The version that serves on a day: the newest of those that took effect by then. */
    Mono<PlanVersion> on(long planId, LocalDate day) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM plan_version WHERE plan_id = :plan AND effective_day <= :day"
                        + " ORDER BY effective_day DESC, number DESC LIMIT 1")
                .bind("plan", planId)
                .bind("day", day)
                .map(PlanVersions::version)
                .one();
    }

    Mono<PlanVersion> numbered(long planId, int number) {
        return database.sql("SELECT " + COLUMNS + " FROM plan_version WHERE plan_id = :plan AND number = :number")
                .bind("plan", planId)
                .bind("number", number)
                .map(PlanVersions::version)
                .one();
    }

    Flux<PlanVersion> of(long planId) {
        return database.sql("SELECT " + COLUMNS + " FROM plan_version WHERE plan_id = :plan ORDER BY number")
                .bind("plan", planId)
                .map(PlanVersions::version)
                .all();
    }

    private static PlanVersion version(Readable row) {
        return new PlanVersion(
                row.get("number", Integer.class),
                row.get("rule_revision", Integer.class),
                row.get("parameters", String.class),
                row.get("effective_day", LocalDate.class));
    }
}

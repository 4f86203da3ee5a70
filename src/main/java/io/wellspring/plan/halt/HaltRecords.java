package io.wellspring.plan.halt;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows that say who stopped a plan and who let it go on. */
@Component
class HaltRecords {

    private static final String COLUMNS =
            "id, plan_id, kind, operator_id, reason, begun_at, ended_at, ended_by, end_reason";

    private final DatabaseClient database;

    HaltRecords(DatabaseClient database) {
        this.database = database;
    }

    Mono<HaltRecord> standing(long planId, HaltKind kind) {
        return database.sql("SELECT " + COLUMNS
                        + " FROM plan_halt WHERE plan_id = :plan AND kind = :kind AND ended_at IS NULL")
                .bind("plan", planId)
                .bind("kind", kind.name())
                .map(HaltRecords::record)
                .one();
    }

    /** All of a kind, newest first. */
    Flux<HaltRecord> of(long planId, HaltKind kind) {
        return database.sql(
                        "SELECT " + COLUMNS + " FROM plan_halt WHERE plan_id = :plan AND kind = :kind ORDER BY id DESC")
                .bind("plan", planId)
                .bind("kind", kind.name())
                .map(HaltRecords::record)
                .all();
    }

    Mono<HaltRecord> begin(long planId, HaltKind kind, long operatorId, String reason) {
        return database.sql("""
                        INSERT INTO plan_halt (plan_id, kind, operator_id, reason)
                        VALUES (:plan, :kind, :operator, :reason)
                        RETURNING\s""" + COLUMNS)
                .bind("plan", planId)
                .bind("kind", kind.name())
                .bind("operator", operatorId)
                .bind("reason", reason)
                .map(HaltRecords::record)
                .one();
    }

    /** Ends the one that stands; empty where none does. */
    Mono<HaltRecord> end(long planId, HaltKind kind, long operatorId, String reason) {
        return database.sql("""
                        UPDATE plan_halt SET ended_at = wellspring_now(), ended_by = :operator, end_reason = :reason
                         WHERE plan_id = :plan AND kind = :kind AND ended_at IS NULL
                        RETURNING\s""" + COLUMNS)
                .bind("plan", planId)
                .bind("kind", kind.name())
                .bind("operator", operatorId)
                .bind("reason", reason)
                .map(HaltRecords::record)
                .one();
    }

    private static HaltRecord record(Readable row) {
        Instant endedAt = row.get("ended_at", Instant.class);
        return new HaltRecord(
                row.get("id", Long.class),
                row.get("plan_id", Long.class),
                HaltKind.valueOf(row.get("kind", String.class)),
                row.get("operator_id", Long.class),
                row.get("reason", String.class),
                row.get("begun_at", Instant.class),
                endedAt == null
                        ? null
                        : new HaltRecord.End(
                                endedAt, row.get("ended_by", Long.class), row.get("end_reason", String.class)));
    }
}

package io.wellspring.plan.log;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;

/** The failed ones among the commands of all plans. */
@Component
public class FailedCommands {

    private final DatabaseClient database;
    private final JsonMapper json;

    FailedCommands(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /**
     * The newest ones.
     *
     * @param planId only those of this plan, or null for all
     * @param before only such as have a lower id
     */
    public Flux<FailedCommand> newest(@Nullable Long planId, long before, int limit) {
        return database.sql("""
                        SELECT id, plan_id, kind, source, key, member_id, position, business_day, appended_at, applied_at,
                               facts::text
                          FROM plan_log
                         WHERE status = 'FAILED' AND id < :before AND (:plan IS NULL OR plan_id = :plan)
                         ORDER BY id DESC
                         LIMIT :limit
                        """)
                .bind("before", before)
                .bind("plan", Parameters.in(R2dbcType.BIGINT, planId))
                .bind("limit", limit)
                .map(this::command)
                .all();
    }

    private FailedCommand command(Readable row) {
        String facts = row.get("facts", String.class);
        return new FailedCommand(
                row.get("id", Long.class),
                row.get("plan_id", Long.class),
                CommandKind.valueOf(row.get("kind", String.class)),
                row.get("source", String.class),
                row.get("key", String.class),
                row.get("member_id", Long.class),
                row.get("position", Long.class),
                row.get("business_day", LocalDate.class),
                row.get("appended_at", Instant.class),
                row.get("applied_at", Instant.class),
                facts == null ? null : json.readValue(facts, FailureFacts.class).failure());
    }
}

package io.wellspring.plan.catalogue;

import io.r2dbc.spi.Readable;
import io.wellspring.api.CallRefusal;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Under which keys plans were opened, so that a request whose answer was lost can be sent again. */
@Component
class PlanOpenings {

    private final DatabaseClient database;

    PlanOpenings(DatabaseClient database) {
        this.database = database;
    }

    private record Known(OpenedPlan plan, ByteBuffer fingerprint) {}

    /**
     * What was opened under a key, if anything. Requests under the same key wait here for each other until the caller's
     * transaction ends.
     *
     * @throws Refusal KEY_REUSED where it was another request
     */
    Mono<OpenedPlan> known(OpeningKey key) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "plans\n" + key.source() + "\n" + key.key())
                .then()
                .then(Mono.defer(() -> find(key)))
                .map(known -> repeated(key, known));
    }

    Mono<Void> keep(OpeningKey key, PlanFigures plan) {
        return database.sql("""
                        INSERT INTO plan_opening (source, key, fingerprint, plan_id, open_day)
                        VALUES (:source, :key, :fingerprint, :plan, :day)
                        """)
                .bind("source", key.source())
                .bind("key", key.key())
                .bind("fingerprint", key.print())
                .bind("plan", plan.planId())
                .bind("day", plan.openDay())
                .then();
    }

    private Mono<Known> find(OpeningKey key) {
        return database.sql("""
                        SELECT plan.id, plan.kind, plan.name, opening.open_day, fingerprint
                          FROM plan_opening AS opening
                          JOIN plan ON plan.id = opening.plan_id
                         WHERE source = :source AND key = :key
                        """)
                .bind("source", key.source())
                .bind("key", key.key())
                .map(PlanOpenings::row)
                .one();
    }

    private static OpenedPlan repeated(OpeningKey key, Known known) {
        if (!known.fingerprint().equals(key.fingerprint())) {
            throw Refusal.of(CallRefusal.KEY_REUSED);
        }
        return known.plan();
    }

    private static Known row(Readable row) {
        return new Known(
                new OpenedPlan(
                        row.get("id", Long.class),
                        PlanKind.valueOf(row.get("kind", String.class)),
                        row.get("name", String.class),
                        row.get("open_day", LocalDate.class)),
                row.get("fingerprint", ByteBuffer.class));
    }
}

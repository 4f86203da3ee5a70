package io.wellspring.local;

import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.springframework.context.annotation.Profile;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The database's time, which decides business days; a local run can move it forward, never back. */
@Component
@Profile("local")
class LocalClock {

    /** A century ahead is far enough, and every date format still holds it. */
    private static final long MAX_OFFSET_SECONDS = 36_525L * 86_400;

    private final DatabaseClient database;

    LocalClock(DatabaseClient database) {
        this.database = database;
    }

    Mono<Instant> now() {
        return database.sql("SELECT wellspring_now() AS now")
                .map(row -> row.get("now", OffsetDateTime.class))
                .one()
                .map(OffsetDateTime::toInstant);
    }

    /** Moves the time by a step and gives the new time. */
    Mono<Instant> advance(ClockStep step) {
        return now().flatMap(now -> move(step.secondsFrom(now)));
    }

    private Mono<Instant> move(long seconds) {
        return database.sql("""
                        UPDATE local_clock SET offset_seconds = offset_seconds + $1
                        WHERE offset_seconds + $1 <= $2
                        RETURNING now() + offset_seconds * interval '1 second' AS now
                        """)
                .bind("$1", seconds)
                .bind("$2", MAX_OFFSET_SECONDS)
                .map(row -> row.get("now", OffsetDateTime.class))
                .one()
                .map(OffsetDateTime::toInstant)
                .switchIfEmpty(Mono.error(() -> Refusal.invalid(ClockStep.FIELD, Reason.TOO_FAR_AHEAD)));
    }
}

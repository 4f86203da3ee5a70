package io.wellspring.plan.log;

import io.wellspring.plan.writer.PlanWriters;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Appends a tick to every plan whose open day is over, once a plan and day, so that quiet plans close too. */
@Component
public class Ticks {

    private final DatabaseClient database;
    private final PlanWriters writers;

    Ticks(DatabaseClient database, PlanWriters writers) {
        this.database = database;
        this.writers = writers;
    }

    public Mono<Void> append() {
        return database.sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, body, fingerprint)
                        SELECT plan.id, 'clock', today::text, 'TICK', jsonb_build_object('day', today), ''
                          FROM plan CROSS JOIN LATERAL (SELECT (wellspring_now() AT TIME ZONE zone)::date AS today) now
                         WHERE open_day < today AND frozen_at IS NULL
                           AND NOT EXISTS (SELECT FROM plan_log
                                            WHERE source = 'clock' AND key = today::text AND plan_id = plan.id)
                        ON CONFLICT (source, key, plan_id) DO NOTHING
                        RETURNING plan_id
                        """)
                .mapValue(Long.class)
                .all()
                .doOnNext(writers::wake)
                .then();
    }
}

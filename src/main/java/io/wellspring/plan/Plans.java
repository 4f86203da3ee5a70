package io.wellspring.plan;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The plans' rows. */
@Component
class Plans {

    private static final String COLUMNS = "id, kind, name, zone, open_day, last_position, version, state::text";

    private final DatabaseClient database;

    Plans(DatabaseClient database) {
        this.database = database;
    }

    Mono<Plan> insert(PlanKind kind, String name, ZoneId zone, String state) {
        return database.sql("""
                        INSERT INTO plan (kind, name, zone, open_day, state)
                        VALUES (:kind, :name, :zone, (wellspring_now() AT TIME ZONE :zone)::date, :state::jsonb)
                        RETURNING\s""" + COLUMNS)
                .bind("kind", kind.name())
                .bind("name", name)
                .bind("zone", zone.getId())
                .bind("state", state)
                .map(Plans::plan)
                .one();
    }

    Mono<Plan> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id = :id")
                .bind("id", id)
                .map(Plans::plan)
                .one();
    }

    Flux<Plan> after(long id, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map(Plans::plan)
                .all();
    }

    Flux<Long> existing(Collection<Long> ids) {
        return database.sql("SELECT id FROM plan WHERE id = ANY(:ids::bigint[])")
                .bind("ids", ids.toArray(Long[]::new))
                .mapValue(Long.class)
                .all();
    }

    /** The plan's row, ours until the transaction ends; empty while another writer has it. */
    Mono<Plan> lock(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id = :id FOR NO KEY UPDATE SKIP LOCKED")
                .bind("id", id)
                .map(Plans::plan)
                .one();
    }

    Mono<Void> update(Plan plan) {
        return database.sql("""
                        UPDATE plan
                           SET open_day = :day, last_position = :position, version = :version, state = :state::jsonb
                         WHERE id = :id
                        """)
                .bind("id", plan.id())
                .bind("day", plan.openDay())
                .bind("position", plan.lastPosition())
                .bind("version", plan.version())
                .bind("state", plan.state())
                .then();
    }

    /** Of a row with all columns of a plan. */
    static Plan plan(Readable row) {
        return new Plan(
                row.get("id", Long.class),
                PlanKind.valueOf(row.get("kind", String.class)),
                row.get("name", String.class),
                ZoneId.of(row.get("zone", String.class)),
                row.get("open_day", LocalDate.class),
                row.get("last_position", Long.class),
                row.get("version", Long.class),
                row.get("state", String.class));
    }
}

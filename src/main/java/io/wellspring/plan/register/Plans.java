package io.wellspring.plan.register;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The plans' rows. */
@Component
public class Plans {

    /** What {@link #plan} reads. */
    public static final String COLUMNS = "id, kind, name, zone, open_day, last_position, version, state::text,"
            + " frozen_at, frozen_reason, orders_paused_at, orders_paused_reason";

    private final DatabaseClient database;

    public Plans(DatabaseClient database) {
        this.database = database;
    }

    public Mono<Plan> insert(PlanKind kind, String name, ZoneId zone, String state) {
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

    public Mono<Plan> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id = :id")
                .bind("id", id)
                .map(Plans::plan)
                .one();
    }

    /** The business day that a command belongs to which is appended now: the open one, or today where that is later. */
    public Mono<LocalDate> businessDay(long id) {
        return database.sql("""
                        SELECT greatest(open_day, (wellspring_now() AT TIME ZONE zone)::date) FROM plan WHERE id = :id
                        """).bind("id", id).mapValue(LocalDate.class).one();
    }

    public Flux<Plan> after(long id, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id > :id ORDER BY id LIMIT :limit")
                .bind("id", id)
                .bind("limit", limit)
                .map(Plans::plan)
                .all();
    }

    /** Those of the ids that are plans, with what of each is stopped. */
    public Mono<Map<Long, Halts>> halts(Collection<Long> ids) {
        return database.sql("""
                        SELECT id, frozen_at, frozen_reason, orders_paused_at, orders_paused_reason
                          FROM plan WHERE id = ANY(:ids::bigint[])
                        """)
                .bind("ids", ids.toArray(Long[]::new))
                .map(row -> Map.entry(row.get("id", Long.class), halts(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The plan's row, ours until the transaction ends; empty while another writer has it. */
    public Mono<Plan> lock(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM plan WHERE id = :id FOR NO KEY UPDATE SKIP LOCKED")
                .bind("id", id)
                .map(Plans::plan)
                .one();
    }

    /** The same, after the transaction that has it now has ended; empty where there is no such plan. */
    public Mono<Long> await(long id) {
        return database.sql("SELECT id FROM plan WHERE id = :id FOR NO KEY UPDATE")
                .bind("id", id)
                .mapValue(Long.class)
                .one();
    }

    /** Copies what stands of halts into the plan's row; only called while it is ours. */
    public Mono<Void> showHalts(long id) {
        return database.sql("""
                        UPDATE plan
                           SET version = version + 1,
                               frozen_at = frozen.begun_at, frozen_reason = frozen.reason,
                               orders_paused_at = paused.begun_at, orders_paused_reason = paused.reason
                          FROM (SELECT 1) AS always
                          LEFT JOIN plan_halt AS frozen
                                 ON frozen.plan_id = :id AND frozen.kind = 'FREEZE' AND frozen.ended_at IS NULL
                          LEFT JOIN plan_halt AS paused
                                 ON paused.plan_id = :id AND paused.kind = 'PAUSE' AND paused.ended_at IS NULL
                         WHERE plan.id = :id
                        """).bind("id", id).then();
    }

    /** @param unfinished whether the plan is to be woken though no command waits, as the rules say that wrote its state */
    public Mono<Void> update(Plan plan, boolean unfinished) {
        return database.sql("""
                        UPDATE plan
                           SET open_day = :day, last_position = :position, version = :version, state = :state::jsonb,
                               unfinished = :unfinished
                         WHERE id = :id
                        """)
                .bind("id", plan.id())
                .bind("day", plan.openDay())
                .bind("position", plan.lastPosition())
                .bind("version", plan.version())
                .bind("state", plan.state())
                .bind("unfinished", unfinished)
                .then();
    }

    /** Of a row with all columns of a plan. */
    public static Plan plan(Readable row) {
        return new Plan(
                row.get("id", Long.class),
                PlanKind.valueOf(row.get("kind", String.class)),
                row.get("name", String.class),
                ZoneId.of(row.get("zone", String.class)),
                row.get("open_day", LocalDate.class),
                row.get("last_position", Long.class),
                row.get("version", Long.class),
                row.get("state", String.class),
                halts(row));
    }

    private static Halts halts(Readable row) {
        Halt frozen = halt(row, "frozen_at", "frozen_reason");
        Halt paused = halt(row, "orders_paused_at", "orders_paused_reason");
        return frozen == null && paused == null ? Halts.NONE : new Halts(frozen, paused);
    }

    private static @Nullable Halt halt(Readable row, String since, String reason) {
        Instant at = row.get(since, Instant.class);
        return at == null ? null : new Halt(at, row.get(reason, String.class));
    }
}

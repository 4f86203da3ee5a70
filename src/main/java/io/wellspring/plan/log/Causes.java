package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What lines of statements are of, for those whose lines they are. */
@Component
public class Causes {

    private final DatabaseClient database;

    Causes(DatabaseClient database) {
        this.database = database;
    }

    /** What stands at these places; one statement for all of them. */
    public Mono<Map<Place, Told>> at(Collection<Place> places) {
        return places.isEmpty() ? Mono.just(Map.of()) : read(places);
    }

    private Mono<Map<Place, Told>> read(Collection<Place> places) {
        return database.sql("""
                        SELECT place.plan_id, place.position, name, log.id AS command_id, log.kind, log.key, log.member_id,
                               body ->> 'merchant' AS merchant, body ->> 'reason' AS reason,
                               coalesce((body ->> 'cash')::bigint, 0) AS cash,
                               coalesce((body ->> 'pointsPaid')::bigint, 0) AS points,
                               coalesce((body ->> 'units')::bigint, 0) AS units,
                               coalesce((outcome ->> 'fee')::bigint, 0) AS fee
                          FROM unnest(:plans::bigint[], :positions::bigint[]) AS place (plan_id, position)
                          JOIN plan ON plan.id = place.plan_id
                          LEFT JOIN plan_log AS log
                            ON log.plan_id = place.plan_id AND log.position = place.position
                           AND log.kind IN ('ORDER', 'REDEMPTION', 'ADJUSTMENT')
                        """)
                .bind("plans", places.stream().map(Place::planId).toArray(Long[]::new))
                .bind("positions", places.stream().map(Place::position).toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Place(row.get("plan_id", Long.class), row.get("position", Long.class)), told(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Told told(Readable row) {
        String kind = row.get("kind", String.class);
        return new Told(
                row.get("name", String.class),
                row.get("command_id", Long.class),
                kind == null ? null : CommandKind.valueOf(kind),
                row.get("key", String.class),
                row.get("member_id", Long.class),
                row.get("merchant", String.class),
                row.get("reason", String.class),
                row.get("cash", Long.class),
                row.get("points", Long.class),
                row.get("units", Long.class),
                row.get("fee", Long.class));
    }

    /**
     * Where a command stands in the log of its plan.
     *
     * @param position 0 for what a plan does by itself, as at the end of a day
     */
    public record Place(long planId, long position) {}

    /**
     * A plan, and the command at a place of its log. Of the command only its own member may be told.
     *
     * @param commandId null where a plan did something by itself; as kind and key
     * @param key by which its sender knows it: of an order the mall's own id
     * @param memberId whose command it is
     * @param cash of an order, in fen
     * @param points of an order, in 1/100 point
     * @param units of a redemption, in 1/1,000,000
     * @param fee of a redemption, in fen
     */
    public record Told(
            String planName,
            @Nullable Long commandId,
            @Nullable CommandKind kind,
            @Nullable String key,
            @Nullable Long memberId,
            @Nullable String merchant,
            @Nullable String reason,
            long cash,
            long points,
            long units,
            long fee) {

        /** Whether it is a command of this sort, and this member's. */
        public boolean isOf(CommandKind sort, long owner) {
            return kind == sort && memberId != null && memberId == owner;
        }
    }
}

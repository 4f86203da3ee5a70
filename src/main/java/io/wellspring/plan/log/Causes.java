package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What lines of statements are of, for those whose lines they are. */
@Component
public class Causes {

    private final DatabaseClient database;
    private final JsonMapper json;

    Causes(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** What stands at these places; one statement for all of them. */
    public Mono<Map<Place, Told>> at(Collection<Place> places) {
        return places.isEmpty() ? Mono.just(Map.of()) : read(places);
    }

    private Mono<Map<Place, Told>> read(Collection<Place> places) {
        return database.sql("""
                        SELECT place.plan_id, place.position, name, log.id AS command_id, log.kind, log.key, log.member_id,
                               body::text, outcome::text
                          FROM unnest(:plans::bigint[], :positions::bigint[]) AS place (plan_id, position)
                          JOIN plan ON plan.id = place.plan_id
                          LEFT JOIN plan_log AS log
                            ON log.plan_id = place.plan_id AND log.position = place.position
                           AND log.status = 'APPLIED' AND log.kind IN ('ORDER', 'REDEMPTION', 'ADJUSTMENT')
                        """)
                .bind("plans", places.stream().map(Place::planId).toArray(Long[]::new))
                .bind("positions", places.stream().map(Place::position).toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Place(row.get("plan_id", Long.class), row.get("position", Long.class)), told(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private Told told(Readable row) {
        String kind = row.get("kind", String.class);
        return new Told(
                row.get("name", String.class),
                row.get("command_id", Long.class),
                row.get("key", String.class),
                row.get("member_id", Long.class),
                kind == null ? null : deed(CommandKind.valueOf(kind), row));
    }

    private Object deed(CommandKind kind, Readable row) {
        String body = row.get("body", String.class);
        return switch (kind) {
            case ORDER -> json.readValue(body, OrderBody.class);
            case REDEMPTION -> json.readValue(row.get("outcome", String.class), RedemptionOutcome.class);
            case ADJUSTMENT -> json.readValue(body, AdjustmentBody.class);
            default -> throw new IllegalArgumentException("no line is of a command like this: " + kind);
        };
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
     * @param commandId null where a plan did something by itself; as key and deed
     * @param key by which its sender knows it: of an order the mall's own id
     * @param memberId whose command it is
     * @param deed the body of an order or an adjustment, the outcome of a redemption
     */
    public record Told(
            String planName,
            @Nullable Long commandId,
            @Nullable String key,
            @Nullable Long memberId,
            @Nullable Object deed) {

        /** What the command is, where it is of this sort and this member's. */
        public <T> @Nullable T deed(Class<T> sort, long owner) {
            return memberId != null && memberId == owner && sort.isInstance(deed) ? sort.cast(deed) : null;
        }
    }
}

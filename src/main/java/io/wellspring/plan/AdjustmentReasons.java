package io.wellspring.plan;

import java.util.Collection;
import java.util.Map;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Why operators added or deducted, for the statements of those whom it concerns. */
@Component
public class AdjustmentReasons {

    private final DatabaseClient database;

    AdjustmentReasons(DatabaseClient database) {
        this.database = database;
    }

    /** The reasons that stand at these places; a place that is no adjustment's is left out. */
    public Mono<Map<Place, String>> at(Collection<Place> places) {
        return places.isEmpty() ? Mono.just(Map.of()) : read(places);
    }

    private Mono<Map<Place, String>> read(Collection<Place> places) {
        return database.sql("""
                        SELECT plan_id, position, body ->> 'reason' AS reason
                          FROM unnest(:plans::bigint[], :positions::bigint[]) AS place (plan_id, position)
                          JOIN plan_log USING (plan_id, position)
                         WHERE kind = 'ADJUSTMENT'
                        """)
                .bind("plans", places.stream().map(Place::planId).toArray(Long[]::new))
                .bind("positions", places.stream().map(Place::position).toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Place(row.get("plan_id", Long.class), row.get("position", Long.class)),
                        row.get("reason", String.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** Where a command stands in the log of its plan. */
    public record Place(long planId, long position) {}
}

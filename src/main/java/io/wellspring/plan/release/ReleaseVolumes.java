package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.Reach;
import io.wellspring.plan.release.rules.Volume;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the orders below each member of a RELEASE plan brought. Only the plan's one writer changes it, once a batch, so
 * that nobody waits for a lock of those above a busy branch, and a look reads three rows and walks nowhere.
 */
@Component
class ReleaseVolumes {

    private final DatabaseClient database;
    private final String table;

    @Autowired
    ReleaseVolumes(DatabaseClient database) {
        this(database, "release_volume");
    }

    /** @param table of the same form; a constant, never input */
    ReleaseVolumes(DatabaseClient database, String table) {
        this.database = database;
        this.table = table;
    }

    Mono<Void> grow(long planId, LocalDate day, Map<Reach, Map<Long, Volume>> growth) {
        return Flux.fromIterable(growth.entrySet())
                .filter(entry -> !entry.getValue().isEmpty())
                .concatMap(entry -> grow(planId, day, entry.getKey(), entry.getValue()))
                .then();
    }

    private Mono<Void> grow(long planId, LocalDate day, Reach reach, Map<Long, Volume> growth) {
        return database.sql("""
                        INSERT INTO %1$s AS volume (plan_id, member_id, reach, cash, points, day, day_cash, day_points)
                        SELECT :plan, member_id, :reach, cash, points, :day, cash, points
                          FROM unnest(:members::bigint[], :cash::bigint[], :points::bigint[])
                               AS growth (member_id, cash, points)
                         ORDER BY member_id
                        ON CONFLICT (plan_id, member_id, reach) DO UPDATE
                           SET cash = volume.cash + excluded.cash, points = volume.points + excluded.points,
                               day = excluded.day,
                               day_cash = excluded.day_cash
                                        + CASE volume.day WHEN excluded.day THEN volume.day_cash ELSE 0 END,
                               day_points = excluded.day_points
                                          + CASE volume.day WHEN excluded.day THEN volume.day_points ELSE 0 END
                        """.formatted(table))
                .bind("plan", planId)
                .bind("day", day)
                .bind("reach", reach.name())
                .bind("members", growth.keySet().toArray(Long[]::new))
                .bind("cash", growth.values().stream().map(Volume::cash).toArray(Long[]::new))
                .bind("points", growth.values().stream().map(Volume::points).toArray(Long[]::new))
                .then();
    }

    /** What the orders below a member brought, and what of it on a day; a reach without any is left out. */
    Mono<Map<Reach, Grown>> of(long planId, long memberId, LocalDate today) {
        return database.sql("""
                        SELECT reach, cash, points, CASE day WHEN :today THEN day_cash ELSE 0 END AS day_cash,
                               CASE day WHEN :today THEN day_points ELSE 0 END AS day_points
                          FROM %s WHERE plan_id = :plan AND member_id = :member
                        """.formatted(table))
                .bind("plan", planId)
                .bind("member", memberId)
                .bind("today", today)
                .map(row -> Map.entry(
                        Reach.valueOf(row.get("reach", String.class)),
                        new Grown(
                                new Volume(row.get("cash", Long.class), row.get("points", Long.class)),
                                new Volume(row.get("day_cash", Long.class), row.get("day_points", Long.class)))))
                .all()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** In all, and today. */
    record Grown(Volume all, Volume today) {

        static final Grown NOTHING = new Grown(Volume.NONE, Volume.NONE);
    }
}

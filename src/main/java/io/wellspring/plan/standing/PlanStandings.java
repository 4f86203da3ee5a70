package io.wellspring.plan.standing;

import io.r2dbc.postgresql.codec.Interval;
import io.r2dbc.spi.Readable;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.value.AssetCode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads how the plans stand. Each figure comes from an index, so that to watch a plan does not slow it. */
@Component
public class PlanStandings {

    /** More than these need not be counted: the alert is the same. */
    static final int MOST_COUNTED = 10_000;

    private static final List<String> SHOWN = List.of("pool", "supply", "price");

    private final DatabaseClient database;
    private final JsonMapper json;

    PlanStandings(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** @param limit of plans, the newest ones */
    public Flux<PlanStanding> newest(int limit) {
        return database.sql("""
                        SELECT plan.id, kind, name, last_position, waiting.commands,
                               CASE WHEN frozen_at IS NULL THEN wellspring_now() - waiting.since END AS oldest,
                               CASE WHEN frozen_at IS NULL
                                    THEN wellspring_now() - ((open_day + 1)::timestamp AT TIME ZONE zone) END AS overdue,
                               CASE WHEN frozen_at IS NULL THEN wellspring_now() - now.begun_at END AS settling,
                               frozen_at IS NOT NULL AS frozen,
                               coalesce(now.receivers, 0) AS receivers, coalesce(now.posted, 0) AS posted,
                               coalesce(before.published_at - before.begun_at, interval '0') AS last_settlement,
                               coalesce((SELECT sales FROM plan_history
                                          WHERE plan_id = plan.id AND resolution = 'DAY'
                                            AND at = open_day::timestamp AT TIME ZONE zone), 0) AS sales,
                               (SELECT figures::text FROM plan_history
                                 WHERE plan_id = plan.id AND resolution = 'MINUTE' ORDER BY at DESC LIMIT 1) AS figures
                          FROM plan
                          LEFT JOIN plan_settlement AS now ON now.plan_id = plan.id AND now.day = open_day
                          LEFT JOIN plan_settlement AS before ON before.plan_id = plan.id AND before.day = open_day - 1
                         CROSS JOIN LATERAL (
                             SELECT count(*) AS commands, min(appended_at) AS since
                               FROM (SELECT appended_at FROM plan_log
                                      WHERE plan_id = plan.id AND position IS NULL
                                      ORDER BY id + 0 LIMIT :most) AS first) AS waiting
                         ORDER BY plan.id DESC LIMIT :limit
                        """)
                .bind("most", MOST_COUNTED)
                .bind("limit", limit)
                .map(this::standing)
                .all();
    }

    /** Of all plans, also of those that nobody looks at any more. */
    public Mono<PlanDelays> longest() {
        return database.sql("""
                        SELECT coalesce(max(wellspring_now() - waiting.since) FILTER (WHERE frozen_at IS NULL),
                                        interval '0') AS oldest,
                               coalesce(max(wellspring_now() - ((open_day + 1)::timestamp AT TIME ZONE zone))
                                            FILTER (WHERE frozen_at IS NULL),
                                        interval '0') AS overdue,
                               coalesce(max(wellspring_now() - settlement.begun_at) FILTER (WHERE frozen_at IS NULL),
                                        interval '0') AS settling,
                               count(frozen_at) AS frozen, count(orders_paused_at) AS paused
                          FROM plan
                          LEFT JOIN plan_settlement AS settlement ON settlement.plan_id = plan.id AND settlement.day = open_day
                          LEFT JOIN LATERAL (
                              SELECT appended_at AS since FROM plan_log
                               WHERE plan_id = plan.id AND position IS NULL
                               ORDER BY id + 0 LIMIT 1) AS waiting ON true
                        """)
                .map(row -> new PlanDelays(
                        time(row, "oldest"),
                        time(row, "overdue"),
                        time(row, "settling"),
                        row.get("frozen", Long.class),
                        row.get("paused", Long.class)))
                .one();
    }

    /** The plans that are later than these, the latest first; those on time or frozen are not among them. */
    Flux<LatePlan> later(PlanDelays than, int limit) {
        return database.sql("""
                        WITH delay AS (
                            SELECT plan.id, kind, name, last_position,
                                   coalesce(wellspring_now() - waiting.since, interval '0') AS oldest,
                                   wellspring_now() - ((open_day + 1)::timestamp AT TIME ZONE zone) AS overdue,
                                   coalesce(wellspring_now() - settlement.begun_at, interval '0') AS settling
                              FROM plan
                              LEFT JOIN plan_settlement AS settlement ON settlement.plan_id = plan.id AND settlement.day = open_day
                              LEFT JOIN LATERAL (
                                  SELECT appended_at AS since FROM plan_log
                                   WHERE plan_id = plan.id AND position IS NULL
                                   ORDER BY id + 0 LIMIT 1) AS waiting ON true
                             WHERE frozen_at IS NULL)
                        SELECT * FROM delay
                         WHERE oldest > :oldest::interval OR overdue > :overdue::interval
                            OR settling > :settling::interval
                         ORDER BY greatest(oldest, overdue, settling) DESC LIMIT :limit
                        """)
                .bind("oldest", than.oldest().toString())
                .bind("overdue", than.overdue().toString())
                .bind("settling", than.settling().toString())
                .bind("limit", limit)
                .map(row -> new LatePlan(
                        row.get("id", Long.class),
                        PlanKind.valueOf(row.get("kind", String.class)),
                        row.get("name", String.class),
                        row.get("last_position", Long.class),
                        new PlanDelays(time(row, "oldest"), time(row, "overdue"), time(row, "settling"))))
                .all();
    }

    private PlanStanding standing(Readable row) {
        return new PlanStanding(
                row.get("id", Long.class),
                PlanKind.valueOf(row.get("kind", String.class)),
                row.get("name", String.class),
                row.get("last_position", Long.class),
                row.get("commands", Long.class),
                time(row, "oldest"),
                time(row, "overdue"),
                time(row, "settling"),
                row.get("receivers", Long.class),
                row.get("posted", Long.class),
                time(row, "last_settlement"),
                BigDecimal.valueOf(row.get("sales", Long.class), AssetCode.CNY.digits()),
                shown(row.get("figures", String.class)),
                row.get("frozen", Boolean.class));
    }

    private static Duration time(Readable row, String column) {
        Interval interval = row.get(column, Interval.class);
        if (interval == null) {
            return Duration.ZERO;
        }
        Duration time = interval.getDuration().plusDays(interval.getPeriod().getDays());
        return time.isNegative() ? Duration.ZERO : time;
    }

    private Map<String, BigDecimal> shown(@Nullable String figures) {
        JsonNode all = json.readTree(Objects.requireNonNullElse(figures, "{}"));
        return SHOWN.stream()
                .filter(all::has)
                .collect(Collectors.toMap(
                        name -> name, name -> new BigDecimal(all.get(name).asString())));
    }
}

package io.wellspring.plan.catalogue;

import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What plans showed over time. It is written with each change, so that reading it counts nothing. */
@Component
public class PlanHistory {

    private final DatabaseClient database;
    private final Rulebooks rulebooks;
    private final JsonMapper json;

    PlanHistory(DatabaseClient database, Rulebooks rulebooks, JsonMapper json) {
        this.database = database;
        this.rulebooks = rulebooks;
        this.json = json;
    }

    /**
     * Keeps a plan's figures as the last ones of this minute, hour and business day.
     *
     * @param sales fen of cash that orders have brought since it was kept last
     */
    public Mono<Void> keep(Plan plan, PlanVersion version, long sales) {
        return database.sql("""
                        INSERT INTO plan_history AS kept (plan_id, resolution, at, figures, sales)
                        SELECT :plan, resolution, at, :figures::json, :sales
                          FROM (VALUES ('MINUTE', date_trunc('minute', wellspring_now())),
                                       ('HOUR', date_trunc('hour', wellspring_now(), :zone)),
                                       ('DAY', :day::timestamp AT TIME ZONE :zone)) AS place (resolution, at)
                        ON CONFLICT (plan_id, resolution, at)
                        DO UPDATE SET figures = excluded.figures, sales = kept.sales + excluded.sales
                        """)
                .bind("plan", plan.id())
                .bind(
                        "figures",
                        json.writeValueAsString(rulebooks.of(plan, version).figures(plan, version)))
                .bind("sales", sales)
                .bind("zone", plan.zone().getId())
                .bind("day", plan.openDay())
                .then();
    }

    /** The points of a plan, oldest first; the one before the first shows how the plan stood when they begin. */
    Flux<HistoryPoint> of(long planId, HistoryStep resolution) {
        return database.sql("""
                        SELECT at, figures::text, sales FROM plan_history
                         WHERE plan_id = :plan AND resolution = :resolution
                           AND at >= coalesce((SELECT max(at) FROM plan_history
                                                WHERE plan_id = :plan AND resolution = :resolution
                                                  AND at < wellspring_now() - :reach::interval), '-infinity')
                         ORDER BY at
                        """)
                .bind("plan", planId)
                .bind("resolution", resolution.name())
                .bind("reach", resolution.reach().toString())
                .map(row -> new HistoryPoint(
                        row.get("at", Instant.class),
                        Amount.format(row.get("sales", Long.class), AssetCode.CNY),
                        row.get("figures", String.class)))
                .all();
    }

    /** Forgets points that are too old for any chart, of each plan all but the last. */
    public Mono<Void> forgetOld() {
        return Flux.fromArray(HistoryStep.values()).concatMap(this::forgetOld).then();
    }

    private Mono<Long> forgetOld(HistoryStep resolution) {
        return database.sql("""
                        DELETE FROM plan_history AS old USING plan
                         WHERE plan_id = plan.id AND resolution = :resolution
                           AND at < (SELECT max(at) FROM plan_history AS newer
                                      WHERE newer.plan_id = plan.id AND newer.resolution = :resolution
                                        AND newer.at < wellspring_now() - :reach::interval)
                        """)
                .bind("resolution", resolution.name())
                .bind("reach", resolution.reach().toString())
                .fetch()
                .rowsUpdated();
    }
}

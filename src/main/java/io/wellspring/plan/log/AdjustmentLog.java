package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import java.time.ZoneId;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The adjustments among the commands of all plans. */
@Component
public class AdjustmentLog {

    private static final String ADJUSTMENTS =
            "SELECT " + LoggedRows.COLUMNS + ", member_id, source FROM plan_log WHERE kind = 'ADJUSTMENT' AND ";

    private final DatabaseClient database;
    private final LoggedRows rows;

    AdjustmentLog(DatabaseClient database, LoggedRows rows) {
        this.database = database;
        this.rows = rows;
    }

    /**
     * The newest ones of all members.
     *
     * @param before only such as have a lower id
     */
    public Flux<LoggedAdjustment> newest(long before, int limit) {
        return database.sql(ADJUSTMENTS + "id < :before ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map(this::adjustment)
                .all();
    }

    /** As the other one, of one member. */
    public Flux<LoggedAdjustment> of(long memberId, long before, int limit) {
        return database.sql(ADJUSTMENTS + "member_id = :member AND id < :before ORDER BY id DESC LIMIT :limit")
                .bind("member", memberId)
                .bind("before", before)
                .bind("limit", limit)
                .map(this::adjustment)
                .all();
    }

    /** One of a member, if it is this member's. */
    public Mono<LoggedAdjustment> find(long memberId, long id) {
        return database.sql(ADJUSTMENTS + "id = :id AND member_id = :member")
                .bind("id", id)
                .bind("member", memberId)
                .map(this::adjustment)
                .one();
    }

    /**
     * Takes the turn of a source until the transaction ends, so that what its adjustments use is exact.
     *
     * @return false where another one has the turn: waiting here would hold a connection
     */
    public Mono<Boolean> alone(String source) {
        return database.sql("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", "adjustments of " + source)
                .mapValue(Boolean.class)
                .one();
    }

    /**
     * What a source has added and deducted today, both counted as they are without a sign, in 1/100 point. What its plan
     * has refused is left out.
     */
    public Mono<Long> usedToday(String source, ZoneId zone) {
        return database.sql("""
                        SELECT coalesce(sum(abs((body ->> 'amount')::bigint)), 0)::bigint
                          FROM plan_log
                         WHERE kind = 'ADJUSTMENT' AND source = :source
                           AND appended_at >= date_trunc('day', wellspring_now() AT TIME ZONE :zone) AT TIME ZONE :zone
                           AND coalesce(status, 'PENDING') NOT IN ('REFUSED', 'FAILED')
                        """)
                .bind("source", source)
                .bind("zone", zone.getId())
                .mapValue(Long.class)
                .one();
    }

    private LoggedAdjustment adjustment(Readable row) {
        return new LoggedAdjustment(
                rows.command(row), row.get("member_id", Long.class), row.get("source", String.class));
    }
}

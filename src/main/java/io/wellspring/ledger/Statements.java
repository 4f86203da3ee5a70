package io.wellspring.ledger;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** Reads what members have and how it came about. */
@Component
public class Statements {

    private final DatabaseClient database;

    Statements(DatabaseClient database) {
        this.database = database;
    }

    /** All balances of a member that are not zero: what is for all plans first, then plan by plan. */
    public Flux<Balance> balancesOf(long memberId) {
        return database.sql("""
                        SELECT asset, plan_id, amount
                          FROM ledger_member_balance
                         WHERE member_id = :member AND amount > 0
                         ORDER BY plan_id, asset
                        """)
                .bind("member", memberId)
                .map(row -> new Balance(asset(row), row.get("amount", Long.class)))
                .all();
    }

    /**
     * What members had of a plan's own assets when a command of the plan's open day was the last one; those who had nothing
     * yet are left out.
     *
     * @param position of that command; lines without one are of days before
     */
    public Flux<Held> balancesAt(Collection<Long> memberIds, long planId, long position) {
        return database.sql("""
                        SELECT DISTINCT ON (member_id, asset) member_id, asset, plan_id, balance
                          FROM ledger_member_line
                         WHERE member_id = ANY(:members::bigint[]) AND plan_id = :plan
                           AND (position IS NULL OR position <= :position)
                         ORDER BY member_id, asset, id DESC
                        """)
                .bind("members", memberIds.toArray(Long[]::new))
                .bind("plan", planId)
                .bind("position", position)
                .map(row -> new Held(
                        row.get("member_id", Long.class), new Balance(asset(row), row.get("balance", Long.class))))
                .all();
    }

    /** What a member had of a plan's own assets at the end of one of its days, also of what had fallen to zero. */
    public Flux<Balance> balancesOn(long memberId, long planId, LocalDate day) {
        return database.sql("""
                        SELECT DISTINCT ON (asset) asset, plan_id, balance
                          FROM ledger_member_line
                         WHERE member_id = :member AND plan_id = :plan AND business_day <= :day
                         ORDER BY asset, id DESC
                        """)
                .bind("member", memberId)
                .bind("plan", planId)
                .bind("day", day)
                .map(row -> new Balance(asset(row), row.get("balance", Long.class)))
                .all();
    }

    /** A balance, and whose it is. */
    public record Held(long memberId, Balance balance) {}

    /** The newest lines of each of many members, of each the newest first. */
    public Flux<LineOf> newestOf(Collection<Long> memberIds, int linesOfEach) {
        return database.sql("""
                        SELECT asked.member_id, line.id, asset, line.plan_id, amount, balance, kind, cause_plan_id, position,
                               line.business_day, posted_at
                          FROM unnest(:members::bigint[]) AS asked (member_id)
                         CROSS JOIN LATERAL (
                               SELECT * FROM ledger_member_line
                                WHERE member_id = asked.member_id ORDER BY id DESC LIMIT :lines) AS line
                          JOIN ledger_posting AS posting ON posting.id = posting_id
                         ORDER BY asked.member_id, line.id DESC
                        """)
                .bind("members", memberIds.toArray(Long[]::new))
                .bind("lines", linesOfEach)
                .map(row -> new LineOf(row.get("member_id", Long.class), line(row)))
                .all();
    }

    /** A line, and on whose statement it stands. */
    public record LineOf(long memberId, StatementLine line) {}

    /**
     * The newest lines of a member.
     *
     * @param asset only lines of this asset, or null for all
     * @param planId only lines that this plan caused, or null for all
     * @param before only lines older than this one's id
     */
    public Flux<StatementLine> linesOf(
            long memberId, @Nullable AssetCode asset, @Nullable Long planId, long before, int limit) {
        return database.sql("""
                        SELECT line.id, asset, line.plan_id, amount, balance, kind, cause_plan_id, position,
                               line.business_day, posted_at
                          FROM ledger_member_line line JOIN ledger_posting posting ON posting.id = posting_id
                         WHERE member_id = :member AND line.id < :before
                           AND (:asset IS NULL OR asset = :asset)
                           AND (:plan IS NULL OR cause_plan_id = :plan)
                         ORDER BY line.id DESC
                         LIMIT :limit
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("asset", Parameters.in(R2dbcType.VARCHAR, asset == null ? null : asset.name()))
                .bind("plan", Parameters.in(R2dbcType.BIGINT, planId))
                .bind("limit", limit)
                .map(Statements::line)
                .all();
    }

    private static StatementLine line(Readable row) {
        return new StatementLine(
                row.get("id", Long.class),
                asset(row),
                row.get("amount", Long.class),
                row.get("balance", Long.class),
                row.get("kind", String.class),
                row.get("cause_plan_id", Long.class),
                row.get("position", Long.class),
                row.get("business_day", LocalDate.class),
                row.get("posted_at", Instant.class));
    }

    private static Asset asset(Readable row) {
        return new Asset(AssetCode.valueOf(row.get("asset", String.class)), row.get("plan_id", Long.class));
    }
}

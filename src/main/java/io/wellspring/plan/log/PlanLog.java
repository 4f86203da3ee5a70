package io.wellspring.plan.log;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wellspring.bulk.CopyIn;
import io.wellspring.bulk.Rows;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The logs of all plans: anybody appends, in parallel; order is given later, by the plan's writer. */
@Component
public class PlanLog {

    private static final String LOGGED = "SELECT " + LoggedRows.COLUMNS + " FROM plan_log ";

    private static final String APPENDED = "plan_log (plan_id, source, key, kind, member_id, body, fingerprint)";
    private static final int APPENDED_COLUMNS = 7;
    private static final int EXPECTED_BYTES = 320;

    private final DatabaseClient database;
    private final CopyIn copy;
    private final LoggedRows rows;

    PlanLog(DatabaseClient database, CopyIn copy, LoggedRows rows) {
        this.database = database;
        this.copy = copy;
        this.rows = rows;
    }

    /** Appends the commands whose source and key their plan does not know yet, and leaves out the others. */
    public Flux<Entry> append(List<NewCommand> commands) {
        return database.sql("""
                        INSERT INTO plan_log (plan_id, source, key, kind, member_id, body, fingerprint)
                        SELECT plan_id, source, key, kind, nullif(member_id, 0), body::jsonb, decode(print, 'hex')
                          FROM unnest(:plans::bigint[], :sources::text[], :keys::text[], :kinds::text[],
                                      :members::bigint[], :bodies::text[], :prints::text[])
                               WITH ORDINALITY
                               AS command (plan_id, source, key, kind, member_id, body, print, ordinal)
                         ORDER BY ordinal
                        ON CONFLICT (source, key, plan_id) DO NOTHING
                        RETURNING id, plan_id, key, fingerprint, appended_at
                        """)
                .bind("plans", commands.stream().map(NewCommand::planId).toArray(Long[]::new))
                .bind("sources", texts(commands, NewCommand::source))
                .bind("keys", texts(commands, NewCommand::key))
                .bind("kinds", texts(commands, command -> command.kind().name()))
                .bind(
                        "members",
                        commands.stream()
                                .map(command -> command.memberId() == null ? 0L : command.memberId())
                                .toArray(Long[]::new))
                .bind("bodies", texts(commands, NewCommand::body))
                .bind("prints", texts(commands, command -> HexFormat.of().formatHex(command.fingerprint())))
                .map(PlanLog::entry)
                .all();
    }

    /**
     * Appends commands that nobody has appended yet, which the caller has made sure of: one that is known fails all.
     */
    public Mono<Void> appendNew(List<NewCommand> commands) {
        Rows rows = new Rows(APPENDED_COLUMNS, commands.size(), EXPECTED_BYTES);
        commands.forEach(command -> rows.row()
                .number(command.planId())
                .text(command.source())
                .text(command.key())
                .text(command.kind().name())
                .number(command.memberId())
                .json(command.body())
                .bytes(command.fingerprint()));
        return copy.into(APPENDED, rows).then();
    }

    /**
     * Makes those who append under the same source and key, for whichever plan, wait for each other until the
     * transaction ends: the unique index knows only one plan at a time.
     */
    Mono<Void> lock(String source, String key) {
        return database.sql("SELECT pg_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", source + "\n" + key)
                .then();
    }

    /** What a source has appended under these keys, whichever the plan. */
    public Flux<Entry> known(String source, Collection<String> keys) {
        return database.sql("""
                        SELECT id, plan_id, key, fingerprint, appended_at FROM plan_log
                         WHERE source = :source AND key = ANY(:keys::text[])
                        """)
                .bind("source", source)
                .bind("keys", keys.toArray(String[]::new))
                .map(PlanLog::entry)
                .all();
    }

    /** What a source has appended under a key, one command for each plan. */
    public Flux<LoggedCommand> of(String source, String key) {
        return database.sql(LOGGED + "WHERE source = :source AND key = :key")
                .bind("source", source)
                .bind("key", key)
                .map(rows::command)
                .all();
    }

    /** A command of a member, if it is this member's. */
    public Mono<LoggedCommand> find(long id, CommandKind kind, long memberId) {
        return database.sql(LOGGED + "WHERE id = :id AND kind = :kind AND member_id = :member")
                .bind("id", id)
                .bind("kind", kind.name())
                .bind("member", memberId)
                .map(rows::command)
                .one();
    }

    /**
     * The newest redemptions of a member, whatever became of them.
     *
     * @param planId only those of this plan, or null for all
     * @param before only those older than this id
     */
    public Flux<LoggedCommand> redemptionsOf(long memberId, @Nullable Long planId, long before, int limit) {
        return database.sql(LOGGED + """
                        WHERE kind = 'REDEMPTION' AND member_id = :member AND id < :before
                          AND (:plan IS NULL OR plan_id = :plan)
                        ORDER BY id DESC
                        LIMIT :limit
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("plan", Parameters.in(R2dbcType.BIGINT, planId))
                .bind("limit", limit)
                .map(rows::command)
                .all();
    }

    /** A command of anybody, for those who may see all. */
    public Mono<LoggedCommand> find(long id) {
        return database.sql(LOGGED + "WHERE id = :id")
                .bind("id", id)
                .map(rows::command)
                .one();
    }

    /** A command of a source, if it is this source's. */
    public Mono<LoggedCommand> find(long id, String source) {
        return database.sql(LOGGED + "WHERE id = :id AND source = :source")
                .bind("id", id)
                .bind("source", source)
                .map(rows::command)
                .one();
    }

    /** Those of the commands that are decided. */
    Flux<LoggedCommand> decided(Collection<Long> ids) {
        return database.sql(LOGGED + "WHERE id = ANY(:ids::bigint[]) AND position IS NOT NULL")
                .bind("ids", ids.toArray(Long[]::new))
                .map(rows::command)
                .all();
    }

    private static Entry entry(Readable row) {
        return new Entry(
                row.get("id", Long.class),
                row.get("plan_id", Long.class),
                row.get("key", String.class),
                row.get("fingerprint", ByteBuffer.class),
                row.get("appended_at", Instant.class));
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    /** A command that the log has. */
    public record Entry(long id, long planId, String key, ByteBuffer fingerprint, Instant appendedAt) {}
}

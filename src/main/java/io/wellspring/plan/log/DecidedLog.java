package io.wellspring.plan.log;

import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeSet;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is decided of a plan's log, in the order of positions. Made for one database session. */
public final class DecidedLog {

    private final DatabaseClient session;

    public DecidedLog(DatabaseClient session) {
        this.session = session;
    }

    /** The commands at these positions; one that has no status or outcome reads as if it had an empty one. */
    public Flux<DecidedCommand> commands(long planId, long from, long to) {
        return session.sql("""
                        SELECT id, kind, member_id, body::text, facts::text, position, business_day,
                               coalesce(status, '') AS status, coalesce(outcome::text, '{}') AS outcome, refusal,
                               fingerprint,
                               ARRAY(SELECT same.plan_id FROM plan_log AS same
                                      WHERE same.source = log.source AND same.key = log.key) AS plans
                          FROM plan_log AS log
                         WHERE plan_id = :plan AND position BETWEEN :from AND :to
                         ORDER BY position
                        """)
                .bind("plan", planId)
                .bind("from", from)
                .bind("to", to)
                .map(DecidedLog::command)
                .all();
    }

    /** The days of the plan that are closed, of these. */
    public Flux<ClosedDay> days(long planId, LocalDate from, LocalDate before) {
        return session.sql("""
                        SELECT day, last_position, state::text FROM plan_day
                         WHERE plan_id = :plan AND day >= :from AND day < :before
                         ORDER BY day
                        """)
                .bind("plan", planId)
                .bind("from", from)
                .bind("before", before)
                .map(row -> new ClosedDay(
                        row.get("day", LocalDate.class),
                        row.get("last_position", Long.class),
                        row.get("state", String.class)))
                .all();
    }

    /** The business day on which the plan began. */
    public Mono<LocalDate> firstDay(long planId) {
        return session.sql("""
                        SELECT coalesce((SELECT min(day) FROM plan_day WHERE plan_id = plan.id), open_day)
                          FROM plan WHERE id = :plan
                        """).bind("plan", planId).mapValue(LocalDate.class).one();
    }

    /** What a closed day left behind. */
    public record ClosedDay(LocalDate day, long lastPosition, String state) {}

    private static DecidedCommand command(Readable row) {
        LocalDate day = row.get("business_day", LocalDate.class);
        Command command = new Command(
                row.get("id", Long.class),
                CommandKind.valueOf(row.get("kind", String.class)),
                row.get("member_id", Long.class),
                row.get("body", String.class),
                day,
                Duration.ZERO,
                row.get("facts", String.class));
        return new DecidedCommand(
                command,
                row.get("position", Long.class),
                day,
                row.get("status", String.class),
                row.get("outcome", String.class),
                row.get("refusal", String.class),
                new TreeSet<>(List.of(row.get("plans", Long[].class))),
                row.get("fingerprint", ByteBuffer.class));
    }
}

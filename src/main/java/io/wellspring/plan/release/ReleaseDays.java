package io.wellspring.plan.release;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.loop.LoopDay.Stage;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.rules.ReleaseTotals;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The days of RELEASE plans that are settled, and the one that is being settled. */
@Component
class ReleaseDays {

    private static final String SELECT = """
            SELECT plan_id, day, version_number, stage, last_member, receivers, due, referral, team, peer, posted, begun_at,
                   published_at
              FROM release_settlement
            """;

    private final DatabaseClient database;

    ReleaseDays(DatabaseClient database) {
        this.database = database;
    }

    Mono<ReleaseDay> find(long planId, LocalDate day) {
        return database.sql(SELECT + " WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .map(ReleaseDays::day)
                .one();
    }

    /** The days before one, newest first; also one that is still being settled. */
    Flux<ReleaseDay> before(long planId, LocalDate day, int limit) {
        return database.sql(SELECT + " WHERE plan_id = :plan AND day < :day ORDER BY day DESC LIMIT :limit")
                .bind("plan", planId)
                .bind("day", day)
                .bind("limit", limit)
                .map(ReleaseDays::day)
                .all();
    }

    Mono<Void> begin(long planId, LocalDate day, PlanVersion version) {
        return database.sql("""
                        INSERT INTO release_settlement (plan_id, day, version_number, stage)
                        VALUES (:plan, :day, :version, 'COMPUTING')
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("version", version.number())
                .then();
    }

    /** Adds what some more members are released, up to one. */
    Mono<Void> computed(long planId, LocalDate day, long lastMember, ReleaseTotals more) {
        return database.sql("""
                        UPDATE release_settlement
                           SET receivers = receivers + :members, due = due + :due, referral = referral + :referral,
                               team = team + :team, peer = peer + :peer, last_member = :last
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("last", lastMember)
                .bind("members", more.members())
                .bind("due", more.due())
                .bind("referral", more.referral())
                .bind("team", more.team())
                .bind("peer", more.peer())
                .then();
    }

    Mono<Void> posted(long planId, LocalDate day, ReleasePayments.Portion portion) {
        return database.sql("""
                        UPDATE release_settlement SET posted = posted + :members, last_member = :last
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("members", portion.totals().members())
                .bind("last", portion.lastMember())
                .then();
    }

    /** Goes on to the next stage, which begins with the first member. */
    Mono<Void> enter(long planId, LocalDate day, Stage stage) {
        return database.sql("""
                        UPDATE release_settlement
                           SET stage = :stage, last_member = 0,
                               published_at = CASE :stage WHEN 'PUBLISHED' THEN wellspring_now() END
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("stage", stage.name())
                .then();
    }

    /** Forgets a day of which nothing is posted, as if it had not begun to be settled. */
    Mono<Void> forget(long planId, LocalDate day) {
        return forget("release_payment", planId, day).then(forget("release_settlement", planId, day));
    }

    private Mono<Void> forget(String table, long planId, LocalDate day) {
        return database.sql("DELETE FROM " + table + " WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .then();
    }

    private static ReleaseDay day(Readable row) {
        return new ReleaseDay(
                row.get("plan_id", Long.class),
                row.get("day", LocalDate.class),
                row.get("version_number", Integer.class),
                Stage.valueOf(row.get("stage", String.class)),
                row.get("last_member", Long.class),
                ReleasePayments.totals(row, "receivers"),
                row.get("posted", Long.class),
                row.get("begun_at", Instant.class),
                row.get("published_at", Instant.class));
    }
}

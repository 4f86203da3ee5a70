package io.wellspring.plan.release;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.DaysOfKind;
import io.wellspring.plan.settlement.SettledDay;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The days of RELEASE plans that are settled, and the one that is being settled. */
@Component
class ReleaseDays {

    private static final String SELECT =
            "SELECT " + SettledDay.COLUMNS + ", due, referral, team, peer FROM release_settlement";

    private final DatabaseClient database;
    private final DaysOfKind<ReleaseDay> days;

    ReleaseDays(DatabaseClient database) {
        this.database = database;
        this.days = new DaysOfKind<>(database, SELECT, ReleaseDays::day);
    }

    Mono<ReleaseDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    /** The days before one, newest first; also one that is still being settled. */
    Flux<ReleaseDay> before(long planId, LocalDate day, int limit) {
        return days.before(planId, day, limit);
    }

    Mono<Void> begin(long planId, LocalDate day, PlanVersion version) {
        return database.sql(
                        "INSERT INTO release_settlement (plan_id, day, version_number) VALUES (:plan, :day, :version)")
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

    /** Forgets what is written of a day beside its row. */
    Mono<Void> forget(long planId, LocalDate day) {
        return database.sql("DELETE FROM release_payment WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .then();
    }

    private static ReleaseDay day(Readable row) {
        return new ReleaseDay(SettledDay.of(row), ReleasePayments.totals(row, "receivers"));
    }
}

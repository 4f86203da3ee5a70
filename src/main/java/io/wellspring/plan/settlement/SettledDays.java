package io.wellspring.plan.settlement;

import io.wellspring.plan.register.PlanVersion;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the days of all plans have come, whichever table of a kind has the rest of the row. */
@Component
public class SettledDays {

    private static final String SELECT = "SELECT " + SettledDay.COLUMNS + " FROM plan_settlement";

    private final DatabaseClient database;
    private final DaysOfKind<SettledDay> days;

    public SettledDays(DatabaseClient database) {
        this.database = database;
        this.days = new DaysOfKind<>(database, SELECT, SettledDay::of);
    }

    public Mono<SettledDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    /** Begins a day of a kind that has no totals beside what every kind has. */
    public Mono<Void> begin(long planId, LocalDate day, PlanVersion version) {
        return database.sql("INSERT INTO plan_settlement (plan_id, day, version_number) VALUES (:plan, :day, :version)")
                .bind("plan", planId)
                .bind("day", day)
                .bind("version", version.number())
                .then();
    }

    /** Adds receivers that are worked out, for a kind that has no totals to add with them. */
    public Mono<Void> computed(DayOfKind day, long lastMember, long receivers) {
        return database.sql("""
                        UPDATE plan_settlement SET receivers = receivers + :members, last_member = :last
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("members", receivers)
                .bind("last", lastMember)
                .then();
    }

    Mono<Void> posted(DayOfKind day, Portion portion) {
        return database.sql("""
                        UPDATE plan_settlement SET posted = posted + :members, last_member = :last
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("members", portion.members())
                .bind("last", portion.lastMember())
                .then();
    }

    /** Goes on to the next stage, which begins with the first member. */
    Mono<Void> enter(DayOfKind day, Stage stage) {
        return database.sql("""
                        UPDATE plan_settlement
                           SET stage = :stage, last_member = 0,
                               published_at = CASE :stage WHEN 'PUBLISHED' THEN wellspring_now() END
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("stage", stage.name())
                .then();
    }

    /** As if the day had not begun to be settled; what the kind wrote of it must be forgotten before. */
    Mono<Void> forget(long planId, LocalDate day) {
        return database.sql("DELETE FROM plan_settlement WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .then();
    }
}

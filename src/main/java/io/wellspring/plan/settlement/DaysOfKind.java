package io.wellspring.plan.settlement;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads the days of one kind of plans, with its totals. */
public final class DaysOfKind<D extends DayOfKind> {

    private final DatabaseClient database;
    private final String select;
    private final Function<Readable, D> day;

    /** @param select all that the day needs, without a condition; a constant, never input */
    public DaysOfKind(DatabaseClient database, String select, Function<Readable, D> day) {
        this.database = database;
        this.select = select;
        this.day = day;
    }

    public Mono<D> find(long planId, LocalDate ofDay) {
        return database.sql(select + " WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", ofDay)
                .map(day)
                .one();
    }

    /** The days before one, newest first; also one that is still being settled. */
    public Flux<D> before(long planId, LocalDate ofDay, int limit) {
        return database.sql(select + " WHERE plan_id = :plan AND day < :day ORDER BY day DESC LIMIT :limit")
                .bind("plan", planId)
                .bind("day", ofDay)
                .bind("limit", limit)
                .map(day)
                .all();
    }
}

package io.wellspring.plan.loop;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.loop.LoopDay.Pool;
import io.wellspring.plan.loop.rules.DayPools;
import io.wellspring.plan.loop.rules.DayResult;
import io.wellspring.plan.loop.rules.LoopTurnout;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.settlement.DaysOfKind;
import io.wellspring.plan.settlement.SettledDay;
import java.time.LocalDate;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The days of LOOP plans that are settled, and the one that is being settled, with their pools. */
@Component
class LoopDays {

    private static final String SELECT = "SELECT " + SettledDay.COLUMNS + """
                   , sales, carried_in, participants, weight, pools.*
              FROM loop_settlement AS settlement
             CROSS JOIN LATERAL (
                   SELECT array_agg(members ORDER BY number) AS members, array_agg(shares ORDER BY number) AS shares,
                          array_agg(amount ORDER BY number) AS amounts, array_agg(paid ORDER BY number) AS paid,
                          array_agg(carried ORDER BY number) AS carried, array_agg(returned ORDER BY number) AS returned
                     FROM loop_pool
                    WHERE loop_pool.plan_id = settlement.plan_id AND loop_pool.day = settlement.day) AS pools
            """;

    private final DatabaseClient database;
    private final DaysOfKind<LoopDay> days;

    LoopDays(DatabaseClient database) {
        this.database = database;
        this.days = new DaysOfKind<>(database, SELECT, LoopDays::day);
    }

    Mono<LoopDay> find(long planId, LocalDate day) {
        return days.find(planId, day);
    }

    /** The days before one, newest first; also one that is still being settled. */
    Flux<LoopDay> before(long planId, LocalDate day, int limit) {
        return days.before(planId, day, limit);
    }

    /** Begins with nothing paid: all of the weighted pool would be carried, all of the levels' returned. */
    Mono<Void> begin(long planId, LocalDate day, PlanVersion version, DayPools pools) {
        LoopTurnout turnout = pools.turnout();
        return database.sql("""
                        INSERT INTO loop_settlement (plan_id, day, version_number, sales, carried_in, participants, weight)
                        VALUES (:plan, :day, :version, :sales, :carried, :participants, :weight)
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("version", version.number())
                .bind("sales", pools.sales())
                .bind("carried", pools.carried())
                .bind("participants", turnout.members())
                .bind("weight", turnout.weight())
                .then()
                .then(beginPools(planId, day, pools));
    }

    private Mono<Void> beginPools(long planId, LocalDate day, DayPools pools) {
        LoopTurnout turnout = pools.turnout();
        return database.sql("""
                        INSERT INTO loop_pool (plan_id, day, number, members, shares, amount, carried, returned)
                        SELECT :plan, :day, ordinal - 1, members, shares, amount,
                               CASE ordinal WHEN 1 THEN amount ELSE 0 END, CASE ordinal WHEN 1 THEN 0 ELSE amount END
                          FROM unnest(:members::bigint[], :shares::bigint[], :amounts::bigint[]) WITH ORDINALITY
                               AS pool (members, shares, amount, ordinal)
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("members", with(turnout.members(), turnout.levels(), LoopTurnout.OfLevel::members))
                .bind("shares", with(turnout.shares(), turnout.levels(), LoopTurnout.OfLevel::shares))
                .bind("amounts", with(pools.weighted(), pools.levels(), Long::longValue))
                .then();
    }

    /** Adds what some more members receive, up to one. */
    Mono<Void> computed(long planId, LocalDate day, long lastMember, DayResult more) {
        return database.sql("""
                        WITH paid AS (
                            UPDATE loop_pool
                               SET paid = paid + more.amount,
                                   carried = carried - CASE number WHEN 0 THEN more.amount ELSE 0 END,
                                   returned = returned - CASE number WHEN 0 THEN 0 ELSE more.amount END
                              FROM unnest(:amounts::bigint[]) WITH ORDINALITY AS more (amount, ordinal)
                             WHERE plan_id = :plan AND day = :day AND number = ordinal - 1)
                        UPDATE loop_settlement SET receivers = receivers + :members, last_member = :last
                         WHERE plan_id = :plan AND day = :day
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("last", lastMember)
                .bind("members", more.members())
                .bind("amounts", with(more.paidWeighted(), more.paidLevels(), Long::longValue))
                .then();
    }

    /** Forgets what is written of a day beside its row. */
    Mono<Void> forget(long planId, LocalDate day) {
        return forget("loop_dividend", planId, day).then(forget("loop_pool", planId, day));
    }

    private Mono<Void> forget(String table, long planId, LocalDate day) {
        return database.sql("DELETE FROM " + table + " WHERE plan_id = :plan AND day = :day")
                .bind("plan", planId)
                .bind("day", day)
                .then();
    }

    private static <T> Long[] with(long weighted, List<T> levels, ToLongFunction<T> ofLevel) {
        return LongStream.concat(LongStream.of(weighted), levels.stream().mapToLong(ofLevel))
                .boxed()
                .toArray(Long[]::new);
    }

    private static LoopDay day(Readable row) {
        return new LoopDay(
                SettledDay.of(row),
                row.get("sales", Long.class),
                row.get("carried_in", Long.class),
                row.get("participants", Long.class),
                row.get("weight", Long.class),
                pools(row));
    }

    private static List<Pool> pools(Readable row) {
        Long[] members = row.get("members", Long[].class);
        Long[] shares = row.get("shares", Long[].class);
        Long[] amounts = row.get("amounts", Long[].class);
        Long[] paid = row.get("paid", Long[].class);
        Long[] carried = row.get("carried", Long[].class);
        Long[] returned = row.get("returned", Long[].class);
        return IntStream.range(0, members.length)
                .mapToObj(n -> new Pool(members[n], shares[n], amounts[n], paid[n], carried[n], returned[n]))
                .toList();
    }
}

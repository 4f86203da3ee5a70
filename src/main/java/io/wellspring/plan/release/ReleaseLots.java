package io.wellspring.plan.release;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.release.rules.Lot;
import io.wellspring.plan.release.rules.Lots;
import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.Portion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What orders granted in RELEASE plans and what of it is not released yet, kept by the plan writer. */
@Component
class ReleaseLots {

    private final DatabaseClient database;
    private final String table;

    @Autowired
    ReleaseLots(DatabaseClient database) {
        this(database, "release_lot");
    }

    /** @param table of the same form; a constant, never input */
    ReleaseLots(DatabaseClient database, String table) {
        this.database = database;
        this.table = table;
    }

    /** The lots of some members that have something left. */
    Mono<Lots> of(long planId, Collection<Long> members) {
        return database.sql("""
                        SELECT member_id, position, granted, remaining, daily FROM %s
                         WHERE plan_id = :plan AND member_id = ANY(:members::bigint[]) AND remaining > 0
                         ORDER BY member_id, position
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", members.toArray(Long[]::new))
                .map(ReleaseLots::owned)
                .all()
                .collect(Lots::new, (lots, owned) -> lots.known(owned.memberId(), owned.lot()));
    }

    Mono<Void> save(long planId, Collection<Owned> lots) {
        if (lots.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO %s (plan_id, member_id, position, granted, remaining, daily)
                        SELECT :plan, member_id, position, granted, remaining, daily
                          FROM unnest(:members::bigint[], :positions::bigint[], :granted::bigint[],
                                      :remaining::bigint[], :daily::bigint[])
                               AS lot (member_id, position, granted, remaining, daily)
                        ON CONFLICT (plan_id, member_id, position) DO UPDATE SET remaining = excluded.remaining
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", lots.stream().map(Owned::memberId).toArray(Long[]::new))
                .bind(
                        "positions",
                        lots.stream().map(owned -> owned.lot().position()).toArray(Long[]::new))
                .bind(
                        "granted",
                        lots.stream().map(owned -> owned.lot().granted()).toArray(Long[]::new))
                .bind(
                        "remaining",
                        lots.stream().map(owned -> owned.lot().remaining()).toArray(Long[]::new))
                .bind("daily", lots.stream().map(owned -> owned.lot().daily()).toArray(Long[]::new))
                .then();
    }

    Mono<Void> save(long planId, Lots lots) {
        List<Owned> changed = new ArrayList<>();
        lots.changed()
                .forEach((member, ofMember) -> ofMember.values().forEach(lot -> changed.add(new Owned(member, lot))));
        return save(planId, changed);
    }

    /** The lots of a page of members that have something left, by member and age. */
    Flux<Owned> between(long planId, long afterMember, long upToMember) {
        return database.sql("""
                        SELECT member_id, position, granted, remaining, daily FROM %s
                         WHERE plan_id = :plan AND member_id > :after AND member_id <= :upTo AND remaining > 0
                         ORDER BY member_id, position
                        """.formatted(table))
                .bind("plan", planId)
                .bind("after", afterMember)
                .bind("upTo", upToMember)
                .map(ReleaseLots::owned)
                .all();
    }

    /** What all members have left together. */
    Mono<Long> remaining(long planId) {
        return database.sql("SELECT coalesce(sum(remaining), 0)::bigint AS remaining FROM %s WHERE plan_id = :plan"
                        .formatted(table))
                .bind("plan", planId)
                .map(row -> row.get("remaining", Long.class))
                .one();
    }

    /** What each of a page of members has left in all, also nothing. */
    Mono<Map<Long, Long>> remaining(long planId, long afterMember, int members) {
        return database.sql("""
                        SELECT member_id, sum(remaining)::bigint AS remaining
                          FROM %1$s
                         WHERE plan_id = :plan AND member_id IN (
                               SELECT DISTINCT member_id FROM %1$s WHERE plan_id = :plan AND member_id > :after
                                ORDER BY member_id LIMIT :limit)
                         GROUP BY member_id
                        """.formatted(table))
                .bind("plan", planId)
                .bind("after", afterMember)
                .bind("limit", members)
                .map(row -> Map.entry(row.get("member_id", Long.class), row.get("remaining", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, TreeMap::new);
    }

    /**
     * Shrinks the lots of some members by a day's releases: each by itself first, then what was released early, oldest
     * first. Tells by how much in all.
     */
    Mono<Long> release(DayOfKind day, Portion portion) {
        return database.sql("""
                        WITH due AS (
                            SELECT lot.member_id, lot.position, lot.remaining AS before,
                                   lot.remaining - least(lot.daily, lot.remaining) AS left_over,
                                   released_referral + released_team + released_peer AS early,
                                   sum(lot.remaining - least(lot.daily, lot.remaining))
                                       OVER (PARTITION BY lot.member_id ORDER BY lot.position) AS so_far
                              FROM release_payment AS payment
                              JOIN %1$s AS lot ON lot.plan_id = :plan AND lot.member_id = payment.member_id
                             WHERE payment.plan_id = :plan AND payment.day = :day
                               AND payment.member_id > :after AND payment.member_id <= :upTo AND lot.remaining > 0),
                        shrunk AS (
                            UPDATE %1$s AS lot
                               SET remaining = left_over - greatest(0, least(left_over, early - (so_far - left_over)))
                              FROM due
                             WHERE lot.plan_id = :plan AND lot.member_id = due.member_id
                               AND lot.position = due.position
                            RETURNING due.before - lot.remaining AS released)
                        SELECT coalesce(sum(released), 0)::bigint AS released FROM shrunk
                        """.formatted(table))
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("after", portion.afterMember())
                .bind("upTo", portion.lastMember())
                .map(row -> row.get("released", Long.class))
                .one();
    }

    private static Owned owned(Readable row) {
        return new Owned(
                row.get("member_id", Long.class),
                new Lot(
                        row.get("position", Long.class),
                        row.get("granted", Long.class),
                        row.get("remaining", Long.class),
                        row.get("daily", Long.class)));
    }

    /** A lot with its member. */
    record Owned(long memberId, Lot lot) {}
}

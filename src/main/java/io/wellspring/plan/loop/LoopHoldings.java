package io.wellspring.plan.loop;

import io.r2dbc.spi.Readable;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopTurnout;
import io.wellspring.plan.loop.rules.LoopTurnout.OfLevel;
import io.wellspring.plan.loop.rules.WeightBy;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.settlement.DayOfKind;
import io.wellspring.plan.settlement.Portion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What members have in LOOP plans, kept by the plan writer. The ledger has the same balances. */
@Component
class LoopHoldings {

    private final DatabaseClient database;
    private final String table;

    @Autowired
    LoopHoldings(DatabaseClient database) {
        this(database, "loop_member");
    }

    /** @param table of the same form; a constant, never input */
    LoopHoldings(DatabaseClient database, String table) {
        this.database = database;
        this.table = table;
    }

    Mono<List<LoopMember>> of(long planId, Collection<Long> members) {
        return database.sql("""
                        SELECT member_id, quota, shares FROM %s
                         WHERE plan_id = :plan AND member_id = ANY(:members::bigint[])
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", members.toArray(Long[]::new))
                .map(LoopHoldings::member)
                .all()
                .collectList();
    }

    Mono<Void> save(long planId, Collection<LoopMember> members) {
        if (members.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        INSERT INTO %s (plan_id, member_id, quota, shares)
                        SELECT :plan, member_id, quota, shares
                          FROM unnest(:members::bigint[], :quotas::bigint[], :shares::bigint[])
                               AS member (member_id, quota, shares)
                        ON CONFLICT (plan_id, member_id)
                        DO UPDATE SET quota = excluded.quota, shares = excluded.shares
                        """.formatted(table))
                .bind("plan", planId)
                .bind("members", members.stream().map(LoopMember::memberId).toArray(Long[]::new))
                .bind("quotas", members.stream().map(LoopMember::quota).toArray(Long[]::new))
                .bind("shares", members.stream().map(LoopMember::shares).toArray(Long[]::new))
                .then();
    }

    /** Who would take part if the day ended now. */
    Mono<LoopTurnout> turnout(long planId, LoopParameters parameters) {
        return database.sql("""
                        SELECT width_bucket(shares, :thresholds::bigint[]) AS level, count(*) AS members,
                               sum(shares)::bigint AS shares, sum(quota)::bigint AS quota
                          FROM %s
                         WHERE plan_id = :plan AND quota > 0 AND shares > 0
                         GROUP BY level
                        """.formatted(table))
                .bind("plan", planId)
                .bind("thresholds", parameters.thresholds().toArray(Long[]::new))
                .map(LoopHoldings::bucket)
                .all()
                .collectList()
                .map(buckets -> turnout(buckets, parameters));
    }

    /** A plan's row, and who would take part if the day ended then: both of one moment. */
    Mono<Counted> counted(long planId, LoopParameters parameters) {
        return database.sql("SELECT " + Plans.COLUMNS + """
                               ,
                               coalesce(level, 0) AS level, coalesce(members, 0) AS members,
                               coalesce(shares, 0) AS shares, coalesce(quota, 0) AS quota
                          FROM plan
                          LEFT JOIN (SELECT plan_id, width_bucket(shares, :thresholds::bigint[]) AS level,
                                            count(*) AS members, sum(shares)::bigint AS shares,
                                            sum(quota)::bigint AS quota
                                       FROM loop_member
                                      WHERE plan_id = :plan AND quota > 0 AND shares > 0
                                      GROUP BY plan_id, level) AS taking_part ON plan_id = plan.id
                         WHERE plan.id = :plan
                        """)
                .bind("plan", planId)
                .bind("thresholds", parameters.thresholds().toArray(Long[]::new))
                .map(row -> Map.entry(Plans.plan(row), bucket(row)))
                .all()
                .collectList()
                .map(rows -> new Counted(
                        rows.get(0).getKey(),
                        turnout(rows.stream().map(Map.Entry::getValue).toList(), parameters)));
    }

    /** A plan's row, and what these members have in it: both of one moment. */
    Mono<Seen> seen(long planId, Collection<Long> members) {
        return database.sql("SELECT " + Plans.COLUMNS + """
                               ,
                               array_agg(member_id) FILTER (WHERE member_id IS NOT NULL) AS members,
                               array_agg(quota) AS quotas, array_agg(shares) AS shares
                          FROM plan
                          LEFT JOIN loop_member ON plan_id = plan.id AND member_id = ANY(:members::bigint[])
                         WHERE plan.id = :plan
                         GROUP BY plan.id
                        """)
                .bind("plan", planId)
                .bind("members", members.toArray(Long[]::new))
                .map(row -> new Seen(Plans.plan(row), page(row)))
                .one();
    }

    /** A plan, and who would take part in its day. */
    record Counted(Plan plan, LoopTurnout turnout) {}

    /** A plan, and what some members have in it. */
    record Seen(Plan plan, List<LoopMember> members) {}

    /** Those who take part, page by page in the order of their ids. */
    Mono<List<LoopMember>> participants(long planId, long afterMember, int limit) {
        return database.sql("""
                        SELECT array_agg(member_id) AS members, array_agg(quota) AS quotas, array_agg(shares) AS shares
                          FROM (SELECT member_id, quota, shares FROM %s
                                 WHERE plan_id = :plan AND member_id > :after AND quota > 0 AND shares > 0
                                 ORDER BY member_id
                                 LIMIT :limit) AS page
                        """.formatted(table))
                .bind("plan", planId)
                .bind("after", afterMember)
                .bind("limit", limit)
                .map(LoopHoldings::page)
                .one();
    }

    /** Everybody who ever got something, page by page in the order of their ids. */
    Mono<List<LoopMember>> after(long planId, long memberId, int limit) {
        return database.sql("""
                        SELECT member_id, quota, shares FROM %s
                         WHERE plan_id = :plan AND member_id > :after
                         ORDER BY member_id
                         LIMIT :limit
                        """.formatted(table))
                .bind("plan", planId)
                .bind("after", memberId)
                .bind("limit", limit)
                .map(LoopHoldings::member)
                .all()
                .collectList();
    }

    /** Takes what members are paid off their quota, and tells how many still had the one that it was worked out from. */
    Mono<Long> pay(DayOfKind day, Portion portion) {
        return database.sql("""
                        UPDATE %s AS member
                           SET quota = member.quota - dividend.weighted - dividend.level
                          FROM loop_dividend AS dividend
                         WHERE dividend.plan_id = :plan AND dividend.day = :day
                           AND dividend.member_id > :after AND dividend.member_id <= :upTo
                           AND member.plan_id = :plan AND member.member_id = dividend.member_id
                           AND member.quota = dividend.quota
                        """.formatted(table))
                .bind("plan", day.planId())
                .bind("day", day.day())
                .bind("after", portion.afterMember())
                .bind("upTo", portion.lastMember())
                .fetch()
                .rowsUpdated();
    }

    /** Participants whose shares reach a level, or none at 0. */
    private record Bucket(int level, OfLevel all, long quota) {}

    private static LoopTurnout turnout(List<Bucket> buckets, LoopParameters parameters) {
        List<OfLevel> levels =
                new ArrayList<>(Collections.nCopies(parameters.levels().size(), new OfLevel(0, 0)));
        long members = 0;
        long shares = 0;
        long weight = 0;
        for (Bucket bucket : buckets) {
            members += bucket.all().members();
            shares = Math.addExact(shares, bucket.all().shares());
            weight = Math.addExact(
                    weight,
                    parameters.weightBy() == WeightBy.SHARES ? bucket.all().shares() : bucket.quota());
            if (bucket.level() > 0) {
                levels.set(bucket.level() - 1, bucket.all());
            }
        }
        return new LoopTurnout(members, shares, weight, levels);
    }

    private static Bucket bucket(Readable row) {
        return new Bucket(
                row.get("level", Integer.class),
                new OfLevel(row.get("members", Long.class), row.get("shares", Long.class)),
                row.get("quota", Long.class));
    }

    private static LoopMember member(Readable row) {
        return new LoopMember(
                row.get("member_id", Long.class), row.get("quota", Long.class), row.get("shares", Long.class));
    }

    /** One row with all of them: a row for each would cost several times more. */
    private static List<LoopMember> page(Readable row) {
        Long[] members = row.get("members", Long[].class);
        if (members == null) {
            return List.of();
        }
        Long[] quotas = row.get("quotas", Long[].class);
        Long[] shares = row.get("shares", Long[].class);
        return IntStream.range(0, members.length)
                .mapToObj(n -> new LoopMember(members[n], quotas[n], shares[n]))
                .toList();
    }
}

package io.wellspring.plan.loop;

import io.wellspring.ledger.Balance;
import io.wellspring.ledger.Statements;
import io.wellspring.patience.Seldom;
import io.wellspring.plan.loop.ExpectedDividend.Standing;
import io.wellspring.plan.loop.LoopHoldings.Seen;
import io.wellspring.plan.loop.LoopPayments.Kept;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.value.AssetCode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What LOOP plans gave a member, how that came about, and what they would give if the day ended now. */
@Component
public class MemberDividends {

    private static final Seldom LEFT_OUT = new Seldom(Duration.ofMinutes(1));
    private static final Logger log = LoggerFactory.getLogger(MemberDividends.class);

    private final DatabaseClient database;
    private final Plans plans;
    private final PlanVersions versions;
    private final LoopDays settled;
    private final LoopMoments moments;
    private final LoopJson json;
    private final Statements statements;

    MemberDividends(
            DatabaseClient database,
            Plans plans,
            PlanVersions versions,
            LoopDays settled,
            LoopMoments moments,
            LoopJson json,
            Statements statements) {
        this.database = database;
        this.plans = plans;
        this.versions = versions;
        this.settled = settled;
        this.moments = moments;
        this.json = json;
        this.statements = statements;
    }

    /** What the member received on the last so many days before one that brought anything, newest first. */
    public Flux<PaidDividend> paid(long memberId, LocalDate before, int days) {
        return database.sql("""
                        WITH mine AS MATERIALIZED (
                            SELECT plan_id FROM loop_member
                             WHERE member_id = :member AND plan_id IN (SELECT id FROM plan WHERE kind = 'LOOP')),
                        last AS (
                            SELECT DISTINCT day
                              FROM mine CROSS JOIN LATERAL (
                                   SELECT day FROM loop_settlement AS settled
                                    WHERE settled.plan_id = mine.plan_id AND stage = 'PUBLISHED' AND day < :before
                                      AND EXISTS (SELECT FROM loop_dividend AS dividend
                                                   WHERE dividend.plan_id = mine.plan_id AND dividend.day = settled.day
                                                     AND dividend.member_id = :member)
                                    ORDER BY day DESC LIMIT :days) AS ofplan
                             ORDER BY day DESC LIMIT :days)
                        SELECT plan_id, name, day, quota, weighted, level
                          FROM last CROSS JOIN mine JOIN loop_settlement USING (plan_id, day)
                          JOIN loop_dividend USING (plan_id, day)
                          JOIN plan ON plan.id = plan_id
                         WHERE stage = 'PUBLISHED' AND member_id = :member
                         ORDER BY day DESC, plan_id
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("days", days)
                .map(row -> new PaidDividend(
                        row.get("plan_id", Long.class),
                        row.get("name", String.class),
                        row.get("day", LocalDate.class),
                        row.get("quota", Long.class),
                        row.get("weighted", Long.class),
                        row.get("level", Long.class)))
                .all();
    }

    /**
     * How the member's dividend of a plan and day came about, or why there was none; empty until the day is
     * published, and for a member who had nothing in the plan yet.
     */
    public Mono<ExplainedDividend> explained(long memberId, long planId, LocalDate day) {
        return settled.find(planId, day)
                .filter(ofDay -> ofDay.stage() == Stage.PUBLISHED)
                .flatMap(ofDay -> received(memberId, planId, day)
                        .flatMap(kept ->
                                explained(kept.member(), ofDay).doOnNext(explained -> refuseOther(explained, kept)))
                        .switchIfEmpty(Mono.defer(
                                () -> member(memberId, planId, day).flatMap(member -> explained(member, ofDay)))));
    }

    private Mono<ExplainedDividend> explained(LoopMember member, LoopDay ofDay) {
        return plans.find(ofDay.planId())
                .flatMap(plan -> versions.numbered(plan.id(), ofDay.versionNumber())
                        .map(version -> ExplainedDividend.of(
                                plan, ofDay.day(), version, ofDay.poolsUnder(json.parameters(version)), member)));
    }

    /** What a member who received nothing had at the end of a day. */
    private Mono<LoopMember> member(long memberId, long planId, LocalDate day) {
        return statements
                .balancesOn(memberId, planId, day)
                .collectMap(balance -> balance.asset().code(), Balance::amount)
                .filter(had -> !had.isEmpty())
                .map(had -> new LoopMember(
                        memberId, had.getOrDefault(AssetCode.QUOTA, 0L), had.getOrDefault(AssetCode.SHARE, 0L)));
    }

    /** An explanation that ends in another amount than was paid explains nothing. */
    private static void refuseOther(ExplainedDividend explained, Kept kept) {
        long level = explained.level() == null ? 0 : explained.level().paid();
        if (explained.weighted().paid() != kept.weighted() || level != kept.level()) {
            throw new IllegalStateException("plan %d, %s: member %d was paid %d and %d, not %d and %d"
                    .formatted(
                            explained.planId(),
                            explained.day(),
                            kept.memberId(),
                            kept.weighted(),
                            kept.level(),
                            explained.weighted().paid(),
                            level));
        }
    }

    /** How the member stands in each LOOP plan that ever granted something. */
    public Flux<ExpectedDividend> expected(long memberId) {
        return database.sql("""
                        SELECT plan_id FROM plan JOIN loop_member ON plan_id = plan.id
                         WHERE kind = 'LOOP' AND member_id = :member
                         ORDER BY plan_id
                        """)
                .bind("member", memberId)
                .mapValue(Long.class)
                .all()
                .collectList()
                .flatMapIterable(planIds -> planIds)
                .concatMap(planId -> moments.now(planId, List.of(memberId)))
                .concatMap(seen -> expected(seen, seen.members().get(0)));
    }

    private Mono<ExpectedDividend> expected(Seen seen, LoopMember member) {
        Plan plan = seen.plan();
        Standing standing = standing(json.state(plan), member);
        ExpectedDividend nothing =
                new ExpectedDividend(plan.id(), plan.name(), standing, member.quota(), member.shares(), null);
        return standing != Standing.TAKES_PART
                ? Mono.just(nothing)
                : moments.of(seen)
                        .flatMapIterable(MemberDividends::estimates)
                        .next()
                        .map(nothing::with)
                        .defaultIfEmpty(nothing)
                        .onErrorResume(slow -> withoutEstimate(nothing, slow));
    }

    private static List<ExplainedDividend> estimates(LoopMoment moment) {
        return moment.members().stream()
                .filter(LoopMember::takesPart)
                .map(member -> ExplainedDividend.of(
                        moment.plan(), moment.plan().openDay(), moment.version(), moment.pools(), member))
                .toList();
    }

    /** One plan that cannot be counted in time does not keep the others from being shown. */
    private static Mono<ExpectedDividend> withoutEstimate(ExpectedDividend nothing, Throwable slow) {
        if (LEFT_OUT.mayTell().isPresent()) {
            log.warn("plan {}: no estimate: {}", nothing.planId(), slow.toString());
        }
        return Mono.just(nothing);
    }

    private Mono<Kept> received(long memberId, long planId, LocalDate day) {
        return database.sql("""
                        SELECT quota, shares, weighted, level
                          FROM loop_dividend JOIN loop_settlement USING (plan_id, day)
                         WHERE plan_id = :plan AND day = :day AND member_id = :member AND stage = 'PUBLISHED'
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("member", memberId)
                .map(row -> new Kept(
                        memberId,
                        row.get("quota", Long.class),
                        row.get("shares", Long.class),
                        row.get("weighted", Long.class),
                        row.get("level", Long.class)))
                .one();
    }

    private static Standing standing(LoopState state, LoopMember member) {
        if (state.settling()) {
            return Standing.BEING_SETTLED;
        }
        if (member.shares() == 0) {
            return Standing.NO_SHARES;
        }
        return member.quota() == 0 ? Standing.QUOTA_USED_UP : Standing.TAKES_PART;
    }
}

package io.wellspring.plan.release;

import io.wellspring.ledger.Balance;
import io.wellspring.ledger.Statements;
import io.wellspring.plan.register.PlanVersions;
import io.wellspring.plan.register.Plans;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.settlement.Stage;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What RELEASE plans granted a member, what they released, and how that came about. */
@Component
public class MemberReleases {

    private final DatabaseClient database;
    private final Plans plans;
    private final PlanVersions versions;
    private final ReleaseDays settled;
    private final ReleaseJson json;
    private final Statements statements;

    MemberReleases(
            DatabaseClient database,
            Plans plans,
            PlanVersions versions,
            ReleaseDays settled,
            ReleaseJson json,
            Statements statements) {
        this.database = database;
        this.plans = plans;
        this.versions = versions;
        this.settled = settled;
        this.json = json;
        this.statements = statements;
    }

    /** What was released on the last so many days before one that released anything, newest first. */
    public Flux<PaidRelease> released(long memberId, LocalDate before, int days) {
        return database.sql("""
                        WITH mine AS MATERIALIZED (
                            SELECT plan_id FROM release_member
                             WHERE member_id = :member AND plan_id IN (SELECT id FROM plan WHERE kind = 'RELEASE')),
                        last AS (
                            SELECT DISTINCT day
                              FROM mine CROSS JOIN LATERAL (
                                   SELECT day FROM release_settlement AS settled
                                    WHERE settled.plan_id = mine.plan_id AND stage = 'PUBLISHED' AND day < :before
                                      AND EXISTS (SELECT FROM release_payment AS payment
                                                   WHERE payment.plan_id = mine.plan_id AND payment.day = settled.day
                                                     AND payment.member_id = :member)
                                    ORDER BY day DESC LIMIT :days) AS ofplan
                             ORDER BY day DESC LIMIT :days)
                        SELECT plan_id, name, day, remaining, payment.due, released_referral, released_team,
                               released_peer
                          FROM last CROSS JOIN mine JOIN release_settlement AS settled USING (plan_id, day)
                          JOIN release_payment AS payment USING (plan_id, day)
                          JOIN plan ON plan.id = plan_id
                         WHERE stage = 'PUBLISHED' AND member_id = :member
                         ORDER BY day DESC, plan_id
                        """)
                .bind("member", memberId)
                .bind("before", before)
                .bind("days", days)
                .map(row -> new PaidRelease(
                        row.get("plan_id", Long.class),
                        row.get("name", String.class),
                        row.get("day", LocalDate.class),
                        row.get("remaining", Long.class),
                        row.get("due", Long.class),
                        row.get("released_referral", Long.class),
                        row.get("released_team", Long.class),
                        row.get("released_peer", Long.class)))
                .all();
    }

    /**
     * How the releases of a plan and day came about, or why there were none; empty until the day is published, and for
     * a member to whom nothing was granted yet.
     */
    public Mono<ExplainedRelease> explained(long memberId, long planId, LocalDate day) {
        return settled.find(planId, day)
                .filter(ofDay -> ofDay.stage() == Stage.PUBLISHED)
                .flatMap(ofDay -> received(memberId, planId, day)
                        .switchIfEmpty(Mono.defer(() -> nothing(memberId, planId, day)))
                        .flatMap(release -> explained(release, ofDay)));
    }

    /** A day that released nothing to the member, with what remained at its end. */
    private Mono<Release> nothing(long memberId, long planId, LocalDate day) {
        return statements
                .balancesOn(memberId, planId, day)
                .filter(balance -> balance.asset().code() == AssetCode.RELEASING)
                .next()
                .map(Balance::amount)
                .map(remaining -> new Release(memberId, remaining, 0, 0, 0, 0, List.of(), 0, List.of()));
    }

    private Mono<ExplainedRelease> explained(Release release, ReleaseDay day) {
        return plans.find(day.planId())
                .flatMap(plan -> versions.numbered(plan.id(), day.versionNumber())
                        .map(version -> ExplainedRelease.of(plan, day, json.parameters(version), release)));
    }

    private Mono<Release> received(long memberId, long planId, LocalDate day) {
        return database.sql("SELECT " + ReleasePayments.COLUMNS + """

                          FROM release_payment
                         WHERE plan_id = :plan AND day = :day AND member_id = :member
                           AND EXISTS (SELECT FROM release_settlement AS settled
                                        WHERE settled.plan_id = :plan AND settled.day = :day AND stage = 'PUBLISHED')
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("member", memberId)
                .map(ReleasePayments::release)
                .one();
    }

    /** What was granted, the newest first, also what is released already. */
    public Flux<GrantedLot> lots(long memberId, long beforeId, int limit) {
        return database.sql("""
                        SELECT log.id, plan.id AS plan_id, plan.name, lot.position, log.business_day, granted, remaining, daily
                          FROM plan JOIN release_lot AS lot ON lot.plan_id = plan.id
                          JOIN plan_log AS log ON log.plan_id = lot.plan_id AND log.position = lot.position
                         WHERE plan.kind = 'RELEASE' AND lot.member_id = :member AND log.id < :before
                         ORDER BY log.id DESC
                         LIMIT :limit
                        """)
                .bind("member", memberId)
                .bind("before", beforeId)
                .bind("limit", limit)
                .map(row -> new GrantedLot(
                        row.get("id", Long.class),
                        row.get("plan_id", Long.class),
                        row.get("name", String.class),
                        row.get("position", Long.class),
                        row.get("business_day", LocalDate.class),
                        row.get("granted", Long.class),
                        row.get("remaining", Long.class),
                        row.get("daily", Long.class)))
                .all();
    }
}

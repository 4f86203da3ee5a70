package io.wellspring.plan.release;

import io.r2dbc.spi.Readable;
import io.wellspring.bulk.CopyIn;
import io.wellspring.bulk.Rows;
import io.wellspring.plan.release.rules.Release;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.Portion;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each member is released on a day: written before anything is posted, and kept to explain it. */
@Component
class ReleasePayments {

    static final String COLUMNS = """
            member_id, remaining, due, referral, team, peer, released_referral, released_team, released_peer, generations,
            star, met""";

    private static final int NUMBER_OF_COLUMNS = 14;
    private static final int EXPECTED_BYTES = 250;

    /** First what is used up, then how it came to be released: a statement reads in this order. */
    static final String MOVES = """
            SELECT member_id, move.asset, move.amount, move.kind, move.ordinal
              FROM release_payment
             CROSS JOIN LATERAL (
                   VALUES ('RELEASING', -due - released_referral - released_team - released_peer, 'RELEASE', 1),
                          ('POINT', due, 'STATIC_RELEASE', 2),
                          ('POINT', released_referral, 'REFERRAL_RELEASE', 3),
                          ('POINT', released_team, 'TEAM_RELEASE', 4),
                          ('POINT', released_peer, 'PEER_RELEASE', 5))
                   AS move (asset, amount, kind, ordinal)
             WHERE plan_id = :plan AND day = :day AND member_id > :after AND member_id <= :upTo AND move.amount <> 0
            """;

    private final DatabaseClient database;
    private final CopyIn copy;

    ReleasePayments(DatabaseClient database, CopyIn copy) {
        this.database = database;
        this.copy = copy;
    }

    /** On one database session. */
    static ReleasePayments read(DatabaseClient session) {
        return new ReleasePayments(session, new CopyIn(session));
    }

    Mono<Void> insert(long planId, LocalDate day, List<Release> releases) {
        Rows rows = new Rows(NUMBER_OF_COLUMNS, releases.size(), EXPECTED_BYTES);
        releases.forEach(release -> rows.row()
                .number(planId)
                .day(day)
                .number(release.memberId())
                .number(release.remaining())
                .number(release.due())
                .number(release.referral())
                .number(release.team())
                .number(release.peer())
                .number(release.releasedReferral())
                .number(release.releasedTeam())
                .number(release.releasedPeer())
                .numbers(release.generations())
                .number(release.star())
                .numbers(release.met()));
        return copy.into("release_payment (plan_id, day, " + COLUMNS + ")", rows)
                .then();
    }

    /** The next members whose points are released. */
    Mono<Due> due(long planId, LocalDate day, long afterMember, int limit) {
        return database.sql("""
                        SELECT count(*) AS members, coalesce(max(member_id), 0) AS last,
                               coalesce(sum(due), 0)::bigint AS due,
                               coalesce(sum(released_referral), 0)::bigint AS referral,
                               coalesce(sum(released_team), 0)::bigint AS team,
                               coalesce(sum(released_peer), 0)::bigint AS peer
                          FROM (SELECT * FROM release_payment
                                 WHERE plan_id = :plan AND day = :day AND member_id > :after
                                 ORDER BY member_id
                                 LIMIT :limit) AS portion
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("after", afterMember)
                .bind("limit", limit)
                .map(row -> new Due(
                        new Portion(row.get("members", Long.class), afterMember, row.get("last", Long.class)),
                        totals(row, "members")))
                .one();
    }

    /** What is written for members after one and up to another, in the order of their ids. */
    Flux<Release> between(long planId, LocalDate day, long afterMember, long upToMember) {
        return database.sql("SELECT " + COLUMNS + """

                          FROM release_payment
                         WHERE plan_id = :plan AND day = :day AND member_id > :after AND member_id <= :upTo
                         ORDER BY member_id
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("after", afterMember)
                .bind("upTo", upToMember)
                .map(ReleasePayments::release)
                .all();
    }

    static ReleaseTotals totals(Readable row, String members) {
        return new ReleaseTotals(
                row.get(members, Long.class),
                row.get("due", Long.class),
                row.get("referral", Long.class),
                row.get("team", Long.class),
                row.get("peer", Long.class));
    }

    static Release release(Readable row) {
        return new Release(
                row.get("member_id", Long.class),
                row.get("remaining", Long.class),
                row.get("due", Long.class),
                row.get("referral", Long.class),
                row.get("team", Long.class),
                row.get("peer", Long.class),
                List.of(row.get("generations", Long[].class)),
                Math.toIntExact(row.get("star", Long.class)),
                List.of(row.get("met", Long[].class)));
    }

    /** What a portion of the members is released together. */
    record Due(Portion portion, ReleaseTotals totals) {}
}

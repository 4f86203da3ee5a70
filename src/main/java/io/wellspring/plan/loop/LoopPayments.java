package io.wellspring.plan.loop;

import io.wellspring.bulk.CopyIn;
import io.wellspring.bulk.Rows;
import io.wellspring.plan.loop.rules.Dividend;
import io.wellspring.plan.loop.rules.LoopMember;
import io.wellspring.plan.settlement.Portion;
import java.time.LocalDate;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What each member receives for a day: written before anything is posted, and kept to explain it. */
@Component
class LoopPayments {

    private static final String COLUMNS = "loop_dividend (plan_id, day, member_id, quota, shares, weighted, level)";
    private static final int NUMBER_OF_COLUMNS = 7;
    private static final int EXPECTED_BYTES = 80;

    /** First what is used up, then what it was for: a statement reads in this order. */
    static final String MOVES = """
            SELECT member_id, move.asset, move.amount, move.kind, move.ordinal
              FROM loop_dividend
             CROSS JOIN LATERAL (VALUES ('QUOTA', -weighted - level, 'DIVIDEND', 1),
                                        ('CNY', weighted, 'WEIGHTED_DIVIDEND', 2),
                                        ('CNY', level, 'LEVEL_DIVIDEND', 3))
                   AS move (asset, amount, kind, ordinal)
             WHERE plan_id = :plan AND day = :day AND member_id > :after AND member_id <= :upTo AND move.amount <> 0
            """;

    private final DatabaseClient database;
    private final CopyIn copy;

    LoopPayments(DatabaseClient database, CopyIn copy) {
        this.database = database;
        this.copy = copy;
    }

    /** On one database session. */
    static LoopPayments read(DatabaseClient session) {
        return new LoopPayments(session, new CopyIn(session));
    }

    Mono<Void> insert(long planId, LocalDate day, List<Dividend> dividends) {
        if (dividends.isEmpty()) {
            return Mono.empty();
        }
        Rows rows = new Rows(NUMBER_OF_COLUMNS, dividends.size(), EXPECTED_BYTES);
        dividends.forEach(dividend -> rows.row()
                .number(planId)
                .day(day)
                .number(dividend.member().memberId())
                .number(dividend.member().quota())
                .number(dividend.member().shares())
                .number(dividend.paidWeighted())
                .number(dividend.paidLevel()));
        return copy.into(COLUMNS, rows).then();
    }

    /** The next members to be paid. */
    Mono<Due> due(long planId, LocalDate day, long afterMember, int limit) {
        return database.sql("""
                        SELECT count(*) AS members, coalesce(max(member_id), 0) AS last,
                               coalesce(sum(weighted), 0)::bigint AS weighted, coalesce(sum(level), 0)::bigint AS level
                          FROM (SELECT member_id, weighted, level FROM loop_dividend
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
                        row.get("weighted", Long.class),
                        row.get("level", Long.class)))
                .one();
    }

    /** What is written for members after one and up to another, in the order of their ids. */
    Flux<Kept> between(long planId, LocalDate day, long afterMember, long upToMember) {
        return database.sql("""
                        SELECT member_id, quota, shares, weighted, level FROM loop_dividend
                         WHERE plan_id = :plan AND day = :day AND member_id > :after AND member_id <= :upTo
                         ORDER BY member_id
                        """)
                .bind("plan", planId)
                .bind("day", day)
                .bind("after", afterMember)
                .bind("upTo", upToMember)
                .map(row -> new Kept(
                        row.get("member_id", Long.class),
                        row.get("quota", Long.class),
                        row.get("shares", Long.class),
                        row.get("weighted", Long.class),
                        row.get("level", Long.class)))
                .all();
    }

    /** A dividend as it is kept. */
    record Kept(long memberId, long quota, long shares, long weighted, long level) {

        LoopMember member() {
            return new LoopMember(memberId, quota, shares);
        }

        static Kept of(Dividend dividend) {
            LoopMember member = dividend.member();
            return new Kept(
                    member.memberId(), member.quota(), member.shares(), dividend.paidWeighted(), dividend.paidLevel());
        }
    }

    /** What a portion of the members is paid together, in fen. */
    record Due(Portion portion, long weighted, long level) {}
}

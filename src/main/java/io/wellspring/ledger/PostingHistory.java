package io.wellspring.ledger;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

/** What a plan has posted, in the order in which it was written. Made for one database session. */
public final class PostingHistory {

    private final DatabaseClient session;

    public PostingHistory(DatabaseClient session) {
        this.session = session;
    }

    /** The postings of a plan's commands that come after one. */
    public Flux<PostingSpan> spans(long planId, long afterPosting, int limit) {
        return session.sql("""
                        SELECT id, first_position, last_position FROM ledger_posting
                         WHERE plan_id = :plan AND id > :after AND last_position IS NOT NULL
                         ORDER BY id
                         LIMIT :limit
                        """)
                .bind("plan", planId)
                .bind("after", afterPosting)
                .bind("limit", limit)
                .map(row -> new PostingSpan(
                        row.get("id", Long.class),
                        row.get("first_position", Long.class),
                        row.get("last_position", Long.class)))
                .all();
    }

    /** Members' lines that commands of the plan caused, of all postings after one and up to another. */
    public Flux<PostedLine> memberLines(long planId, long afterPosting, long upToPosting) {
        return session.sql("""
                        SELECT member_id, id, posting_id, asset, plan_id, amount, balance, kind, position, business_day
                          FROM ledger_member_line
                         WHERE posting_id > :after AND posting_id <= :upTo AND cause_plan_id = :plan
                           AND NOT EXISTS (SELECT FROM ledger_posting AS posting
                                            WHERE posting.id = posting_id AND posting.plan_id = :plan
                                              AND posting.cause IS NOT NULL)
                         ORDER BY id
                        """)
                .bind("plan", planId)
                .bind("after", afterPosting)
                .bind("upTo", upToPosting)
                .map(PostingHistory::line)
                .all();
    }

    /** Lines of the plan's own accounts that its commands caused, of all postings after one and up to another. */
    public Flux<PostedSum> planLines(long planId, long afterPosting, long upToPosting) {
        return session.sql("""
                        SELECT id, posting_id, account, asset, amount, kind, business_day FROM ledger_plan_line
                         WHERE posting_id > :after AND posting_id <= :upTo AND plan_id = :plan
                           AND NOT EXISTS (SELECT FROM ledger_posting AS posting
                                            WHERE posting.id = posting_id AND posting.plan_id = :plan
                                              AND posting.cause IS NOT NULL)
                         ORDER BY id
                        """)
                .bind("plan", planId)
                .bind("after", afterPosting)
                .bind("upTo", upToPosting)
                .map(PostingHistory::sum)
                .all();
    }

    /** The postings that no command caused but the close of a day, from one on and before another. */
    public Flux<Long> settling(long planId, LocalDate from, LocalDate before) {
        return session.sql("""
                        SELECT id FROM ledger_posting
                         WHERE plan_id = :plan AND business_day >= :from AND business_day < :before AND cause IS NOT NULL
                         ORDER BY id
                        """)
                .bind("plan", planId)
                .bind("from", from)
                .bind("before", before)
                .mapValue(Long.class)
                .all();
    }

    /** The members' lines of one of them. */
    public Flux<PostedLine> memberLines(long planId, long posting) {
        return session.sql("""
                        SELECT member_id, id, posting_id, asset, plan_id, amount, balance, kind, position, business_day
                          FROM ledger_member_line
                         WHERE posting_id = :posting AND cause_plan_id = :plan
                         ORDER BY id
                        """)
                .bind("plan", planId)
                .bind("posting", posting)
                .map(PostingHistory::line)
                .all();
    }

    /** The lines of the plan's own accounts of one of them. */
    public Flux<PostedSum> planLines(long planId, long posting) {
        return session.sql("""
                        SELECT id, posting_id, account, asset, amount, kind, business_day FROM ledger_plan_line
                         WHERE posting_id = :posting AND plan_id = :plan
                         ORDER BY id
                        """)
                .bind("plan", planId)
                .bind("posting", posting)
                .map(PostingHistory::sum)
                .all();
    }

    /** Balances in the plan's own assets, of members after one and up to another. */
    public Flux<MemberBalance> balances(long planId, long afterMember, long upToMember) {
        return session.sql("""
                        SELECT member_id, asset, amount FROM ledger_member_balance
                         WHERE member_id > :after AND member_id <= :upTo AND plan_id = :plan
                        """)
                .bind("plan", planId)
                .bind("after", afterMember)
                .bind("upTo", upToMember)
                .map(row -> new MemberBalance(
                        row.get("member_id", Long.class),
                        row.get("asset", String.class),
                        row.get("amount", Long.class)))
                .all();
    }

    /** What a member has of an asset of the plan. */
    public record MemberBalance(long memberId, String asset, long amount) {}

    private static PostedLine line(Readable row) {
        return new PostedLine(
                row.get("member_id", Long.class),
                row.get("id", Long.class),
                row.get("posting_id", Long.class),
                row.get("asset", String.class),
                row.get("plan_id", Long.class),
                row.get("amount", Long.class),
                row.get("balance", Long.class),
                row.get("kind", String.class),
                row.get("position", Long.class),
                row.get("business_day", LocalDate.class));
    }

    private static PostedSum sum(Readable row) {
        return new PostedSum(
                row.get("id", Long.class),
                row.get("posting_id", Long.class),
                row.get("account", String.class),
                row.get("asset", String.class),
                row.get("amount", Long.class),
                row.get("kind", String.class),
                row.get("business_day", LocalDate.class));
    }
}

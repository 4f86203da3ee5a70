package io.wellspring.ledger;

import io.r2dbc.spi.Readable;
import java.time.LocalDate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Flux;

/** What a plan has posted, in the order in which it was written. Made for one database session. */
public final class PostingHistory {

    /** The close of a day has a cause instead. */
    private static final String OF_COMMANDS = """
            AND NOT EXISTS (SELECT FROM ledger_posting AS posting
                             WHERE posting.id = posting_id AND posting.plan_id = :book AND posting.cause IS NOT NULL)
            """;

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

    /** Holders' lines that commands of the plan caused, of all postings after one and up to another. */
    public Flux<PostedLine> holderLines(long planId, long afterPosting, long upToPosting) {
        return holderLines(planId, afterPosting, upToPosting, OF_COMMANDS);
    }

    /** The holders' lines of one posting, whatever caused it. */
    public Flux<PostedLine> holderLines(long planId, long posting) {
        return holderLines(planId, posting - 1, posting, "");
    }

    /** Lines of the book's own accounts that the plan's commands caused, of all postings after one and up to another. */
    public Flux<PostedSum> bookLines(long planId, long afterPosting, long upToPosting) {
        return bookLines(planId, afterPosting, upToPosting, OF_COMMANDS);
    }

    /** The lines of the book's own accounts of one posting, whatever caused it. */
    public Flux<PostedSum> bookLines(long planId, long posting) {
        return bookLines(planId, posting - 1, posting, "");
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

    /** Balances in the plan's own assets, of holders after one and up to another. */
    public Flux<HolderBalance> balances(long planId, long afterHolder, long upToHolder) {
        return session.sql("""
                        SELECT member_id, asset, amount FROM ledger_member_balance
                         WHERE member_id > :after AND member_id <= :upTo AND plan_id = :plan
                        """)
                .bind("plan", planId)
                .bind("after", afterHolder)
                .bind("upTo", upToHolder)
                .map(row -> new HolderBalance(
                        row.get("member_id", Long.class),
                        row.get("asset", String.class),
                        row.get("amount", Long.class)))
                .all();
    }

    /** What a holder has of an asset of the plan. */
    public record HolderBalance(long holderId, String asset, long amount) {}

    private Flux<PostedLine> holderLines(long planId, long after, long upTo, String which) {
        return lines("""
                        SELECT member_id, id, posting_id, asset, plan_id, amount, balance, kind, position, business_day
                          FROM ledger_member_line
                         WHERE posting_id > :after AND posting_id <= :upTo AND cause_plan_id = :book
                        """ + which, planId, after, upTo).map(PostingHistory::line).all();
    }

    private Flux<PostedSum> bookLines(long planId, long after, long upTo, String which) {
        return lines("""
                        SELECT id, posting_id, account, asset, amount, kind, business_day FROM ledger_plan_line
                         WHERE posting_id > :after AND posting_id <= :upTo AND plan_id = :book
                        """ + which, planId, after, upTo).map(PostingHistory::sum).all();
    }

    private GenericExecuteSpec lines(String lines, long planId, long after, long upTo) {
        return session.sql(lines + " ORDER BY id")
                .bind("book", planId)
                .bind("after", after)
                .bind("upTo", upTo);
    }

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

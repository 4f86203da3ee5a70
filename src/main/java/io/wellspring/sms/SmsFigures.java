package io.wellspring.sms;

import io.r2dbc.spi.Readable;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the messages of the last hours tell: how many arrived and were used, and which numbers look pumped. */
@Component
public class SmsFigures {

    private static final int UNSENT_DAYS = 2;

    private final DatabaseClient database;
    private final SmsSettings settings;

    SmsFigures(DatabaseClient database, SmsSettings settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * The messages of one template in the last 24 hours.
     *
     * @param accepted by the provider, or perhaps accepted, as it never said
     * @param delivered as the provider reported
     * @param verified whose code was used
     */
    public record SmsTemplateFigures(String template, long asked, long accepted, long delivered, long verified) {}

    public Flux<SmsTemplateFigures> ofLastDay() {
        return database.sql("""
                        SELECT template, count(*) AS asked,
                            count(*) FILTER (WHERE outcome IS NULL OR outcome IN ('ACCEPTED', 'UNCONFIRMED')) AS accepted,
                            count(*) FILTER (WHERE delivered) AS delivered,
                            count(verified_at) AS verified
                        FROM sms_message
                        WHERE asked_at > now() - interval '1 day'
                        GROUP BY template
                        ORDER BY template
                        """).map(SmsFigures::ofTemplate).all();
    }

    /** Blocks of numbers to which many codes were sent and few used, unless an operator trusts them. */
    Flux<SmsPrefixFigures> suspicious() {
        SmsSettings.Prefixes prefixes = settings.prefixes();
        return database.sql("""
                        SELECT prefix, count(*) AS sent, count(verified_at) AS verified
                        FROM sms_message m
                        WHERE asked_at BETWEEN now() - make_interval(secs => :window)
                                           AND now() - make_interval(secs => :settle)
                          AND template <> 'SECURITY_NOTICE'
                          AND (outcome IS NULL OR outcome IN ('ACCEPTED', 'UNCONFIRMED'))
                          AND NOT EXISTS (SELECT FROM sms_lift l WHERE starts_with(m.prefix, l.prefix) AND l.ends_at > now())
                        GROUP BY prefix
                        HAVING count(*) >= :least AND count(verified_at) * 100 < count(*) * :percent
                        """)
                .bind("window", prefixes.windowSeconds())
                .bind("settle", prefixes.settleSeconds())
                .bind("least", prefixes.leastSent())
                .bind("percent", prefixes.leastVerifiedPercent())
                .map(SmsFigures::ofPrefix)
                .all();
    }

    /** Messages are kept for a bill to be checked, and not for ever; those that cost nothing, as long as they are counted. */
    Mono<Void> prune() {
        return delete("asked_at < now() - make_interval(days => :days)", settings.keptDays())
                .then(delete(
                        "outcome NOT IN ('ACCEPTED', 'UNCONFIRMED') AND asked_at < now() - make_interval(days => :days)",
                        UNSENT_DAYS));
    }

    /** Some at a time, the oldest first, each condition along an index of its own. */
    private Mono<Void> delete(String condition, int days) {
        return database.sql("""
                        DELETE FROM sms_message
                        WHERE id IN (SELECT id FROM sms_message WHERE\s""" + condition + """

                                     ORDER BY asked_at
                                     LIMIT 5000)
                        """).bind("days", days).then();
    }

    private static SmsTemplateFigures ofTemplate(Readable row) {
        return new SmsTemplateFigures(
                Objects.requireNonNull(row.get("template", String.class)),
                count(row, "asked"),
                count(row, "accepted"),
                count(row, "delivered"),
                count(row, "verified"));
    }

    private static SmsPrefixFigures ofPrefix(Readable row) {
        return new SmsPrefixFigures(
                Objects.requireNonNull(row.get("prefix", String.class)), count(row, "sent"), count(row, "verified"));
    }

    private static long count(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, Long.class));
    }
}

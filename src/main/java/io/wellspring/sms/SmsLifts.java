package io.wellspring.sms;

import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What operators grant beyond the settings, for a time, with their reason; nodes notice within seconds. */
@Component
public class SmsLifts {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private static final String COLUMNS = "id, prefix, extra_messages, lifted_at, ends_at, operator_id, reason";

    private final DatabaseClient database;
    private final int blockDigits;

    SmsLifts(DatabaseClient database, SmsSettings settings) {
        this.database = database;
        this.blockDigits = settings.prefixes().digits();
    }

    /**
     * What is to be granted: trust in a prefix, or more messages.
     *
     * @param prefix digits beginning with the country's code, no more than a block has, or null
     * @param extraMessages in any 24 hours, above zero, or null
     * @param length for how long it stands
     */
    public record Grant(@Nullable String prefix, @Nullable Integer extraMessages, Duration length, String reason) {}

    /**
     * What an operator granted.
     *
     * @param prefix of the numbers that are trusted, or null
     * @param extraMessages in any 24 hours, or null
     * @param endsAt when it ends or has ended
     */
    public record Lift(
            long id,
            @Nullable String prefix,
            @Nullable Integer extraMessages,
            Instant madeAt,
            Instant endsAt,
            long operatorId,
            String reason) {}

    /** @throws Refusal INVALID_FIELD where the prefix is none */
    public Mono<Lift> grant(Grant grant, long operatorId) {
        if (grant.prefix() != null && !isPrefix(grant.prefix())) {
            return Mono.error(() -> Refusal.invalid("prefix", Reason.NOT_DIGITS).with("most", blockDigits));
        }
        return database.sql("""
                        INSERT INTO sms_lift (prefix, extra_messages, ends_at, operator_id, reason)
                        VALUES (:prefix, :extra, now() + make_interval(secs => :seconds), :operator, :reason)
                        RETURNING\s""" + COLUMNS)
                .bind("prefix", Parameters.in(R2dbcType.VARCHAR, grant.prefix()))
                .bind("extra", Parameters.in(R2dbcType.INTEGER, grant.extraMessages()))
                .bind("seconds", grant.length().toSeconds())
                .bind("operator", operatorId)
                .bind("reason", grant.reason())
                .map(SmsLifts::lift)
                .one();
    }

    /**
     * The newest ones, those that have ended too.
     *
     * @param before only such as have a lower id
     */
    public Flux<Lift> newest(long before, int limit) {
        return database.sql("SELECT " + COLUMNS + " FROM sms_lift WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .bind("before", before)
                .bind("limit", limit)
                .map(SmsLifts::lift)
                .all();
    }

    public Mono<Lift> find(long id) {
        return database.sql("SELECT " + COLUMNS + " FROM sms_lift WHERE id = :id")
                .bind("id", id)
                .map(SmsLifts::lift)
                .one();
    }

    /** Those that stand, the latest first. */
    public Flux<Lift> standing() {
        return database.sql("SELECT " + COLUMNS + " FROM sms_lift WHERE ends_at > now() ORDER BY id DESC LIMIT 100")
                .map(SmsLifts::lift)
                .all();
    }

    /** Ends one at once. @throws Refusal NO_SUCH_RESOURCE where none of this id stands */
    public Mono<Void> withdraw(long id) {
        return database.sql("UPDATE sms_lift SET ends_at = now() WHERE id = :id AND ends_at > now()")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .filter(ended -> ended > 0)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .then();
    }

    /** How many messages more may be sent at this moment. */
    Mono<Integer> extraMessages() {
        return database.sql("""
                        SELECT least(coalesce(sum(extra_messages), 0), 100000000)::int
                        FROM sms_lift
                        WHERE extra_messages IS NOT NULL AND ends_at > now()
                        """).mapValue(Integer.class).one();
    }

    private boolean isPrefix(String text) {
        return text.length() <= blockDigits && DIGITS.matcher(text).matches();
    }

    private static Lift lift(Readable row) {
        return new Lift(
                Objects.requireNonNull(row.get("id", Long.class)),
                row.get("prefix", String.class),
                row.get("extra_messages", Integer.class),
                Objects.requireNonNull(row.get("lifted_at", Instant.class)),
                Objects.requireNonNull(row.get("ends_at", Instant.class)),
                Objects.requireNonNull(row.get("operator_id", Long.class)),
                Objects.requireNonNull(row.get("reason", String.class)));
    }
}

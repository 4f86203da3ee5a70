package io.wellspring.sms;

import io.r2dbc.spi.Readable;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What operators grant beyond the settings, for a time, with their reason; nodes notice within seconds. */
@Component
public class SmsLifts {

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    private final DatabaseClient database;
    private final int blockDigits;

    SmsLifts(DatabaseClient database, SmsSettings settings) {
        this.database = database;
        this.blockDigits = settings.prefixes().digits();
    }

    /**
     * Adds messages to the budget of 24 hours.
     *
     * @param extraMessages above zero
     */
    public Mono<Void> addToBudget(int extraMessages, Duration length, long operatorId, String reason) {
        var lift = database.sql("""
                INSERT INTO sms_lift (extra_messages, ends_at, operator_id, reason)
                VALUES (:extra, now() + make_interval(secs => :seconds), :operator, :reason)
                """).bind("extra", extraMessages);
        return until(lift, length, operatorId, reason);
    }

    /**
     * Trusts all blocks of numbers that begin so, whatever their figures are.
     *
     * @param prefix digits beginning with the country's code, no more than a block has
     */
    public Mono<Void> trust(String prefix, Duration length, long operatorId, String reason) {
        if (prefix.length() > blockDigits || !DIGITS.matcher(prefix).matches()) {
            return Mono.error(() -> Refusal.invalid("prefix", Reason.NOT_DIGITS).with("most", blockDigits));
        }
        var lift = database.sql("""
                INSERT INTO sms_lift (prefix, ends_at, operator_id, reason)
                VALUES (:prefix, now() + make_interval(secs => :seconds), :operator, :reason)
                """).bind("prefix", prefix);
        return until(lift, length, operatorId, reason);
    }

    /**
     * What an operator granted and what has not ended.
     *
     * @param prefix of the numbers that are trusted, or null
     * @param extraMessages in any 24 hours, or null
     */
    public record Lift(
            long id, @Nullable String prefix, @Nullable Integer extraMessages, Instant endsAt, String reason) {}

    /** Those that stand, the latest first. */
    public Flux<Lift> standing() {
        return database.sql("""
                        SELECT id, prefix, extra_messages, ends_at, reason
                        FROM sms_lift
                        WHERE ends_at > now()
                        ORDER BY id DESC
                        LIMIT 100
                        """).map(SmsLifts::lift).all();
    }

    /** Ends one at once. @throws Refusal NO_SUCH_RESOURCE where none of this id stands */
    public Mono<Void> withdraw(long id) {
        return database.sql("UPDATE sms_lift SET ends_at = now() WHERE id = :id AND ends_at > now()")
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .filter(ended -> ended > 0)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
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

    private static Lift lift(Readable row) {
        return new Lift(
                Objects.requireNonNull(row.get("id", Long.class)),
                row.get("prefix", String.class),
                row.get("extra_messages", Integer.class),
                Objects.requireNonNull(row.get("ends_at", Instant.class)),
                Objects.requireNonNull(row.get("reason", String.class)));
    }

    private static Mono<Void> until(GenericExecuteSpec lift, Duration length, long operatorId, String reason) {
        return lift.bind("seconds", length.toSeconds())
                .bind("operator", operatorId)
                .bind("reason", reason)
                .then();
    }
}

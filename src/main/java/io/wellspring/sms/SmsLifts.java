package io.wellspring.sms;

import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
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
            return Mono.error(() ->
                    Refusal.invalid("prefix", "1 to " + blockDigits + " digits, such as 8613800, without a plus"));
        }
        var lift = database.sql("""
                INSERT INTO sms_lift (prefix, ends_at, operator_id, reason)
                VALUES (:prefix, now() + make_interval(secs => :seconds), :operator, :reason)
                """).bind("prefix", prefix);
        return until(lift, length, operatorId, reason);
    }

    /** How many messages more may be sent at this moment. */
    Mono<Integer> extraMessages() {
        return database.sql("""
                        SELECT least(coalesce(sum(extra_messages), 0), 100000000)::int
                        FROM sms_lift
                        WHERE extra_messages IS NOT NULL AND ends_at > now()
                        """).mapValue(Integer.class).one();
    }

    private static Mono<Void> until(GenericExecuteSpec lift, Duration length, long operatorId, String reason) {
        return lift.bind("seconds", length.toSeconds())
                .bind("operator", operatorId)
                .bind("reason", reason)
                .then();
    }
}

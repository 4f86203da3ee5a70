package io.wellspring.plan.log;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A command as the log shows it to the one who sent it. What it says and what it did are read as the records that were
 * written.
 *
 * @param position in the log, once it is decided; as businessDay, status and outcome
 * @param refusal why it did nothing; null where it did something, or is not decided
 */
public record LoggedCommand(
        long id,
        long planId,
        CommandKind kind,
        LoggedJson body,
        Instant appendedAt,
        @Nullable Long position,
        @Nullable LocalDate businessDay,
        @Nullable String status,
        @Nullable LoggedJson outcome,
        @Nullable RefusalCode refusal) {

    public boolean isDecided() {
        return position != null;
    }

    /** What it says, as the record that commands of its kind have for it. */
    public <T> T body(Class<T> type) {
        return body.as(type);
    }

    /** @throws Refusal when the rules refused it, or when it failed */
    public void requireDone() {
        if (refusal != null) {
            throw Refusal.of(refusal);
        }
    }

    /**
     * What it did, as the record that commands of its kind have for it.
     *
     * @throws Refusal when the rules refused it, when it failed, or when it is not decided
     */
    public <T> T result(Class<T> type) {
        requireDone();
        if (outcome == null) {
            throw Refusal.of(CallRefusal.COMMAND_FAILED);
        }
        return outcome.as(type);
    }
}

package io.wellspring.plan;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A command as the log shows it to the one who sent it.
 *
 * @param position in the log, once it is decided; as businessDay, status and outcome
 */
public record LoggedCommand(
        long id,
        long planId,
        CommandKind kind,
        JsonNode body,
        Instant appendedAt,
        @Nullable Long position,
        @Nullable LocalDate businessDay,
        @Nullable String status,
        @Nullable JsonNode outcome) {

    public boolean isDecided() {
        return position != null;
    }

    /**
     * What it did.
     *
     * @throws Refusal when the rules refused it, or when it failed
     */
    public JsonNode result() {
        if (outcome == null || Decision.Status.FAILED.name().equals(status)) {
            throw Refusal.of(RefusalCode.COMMAND_FAILED);
        }
        if (Decision.Status.REFUSED.name().equals(status)) {
            throw Refusal.of(RefusalCode.valueOf(outcome.get("code").stringValue()));
        }
        return outcome;
    }
}

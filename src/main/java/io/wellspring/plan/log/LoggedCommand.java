package io.wellspring.plan.log;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
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

    /** Why it did nothing; null where it did something, or is not decided. */
    public @Nullable RefusalCode refusal() {
        if (!isDecided()) {
            return null;
        }
        if (outcome == null || Decision.Status.FAILED.name().equals(status)) {
            return CallRefusal.COMMAND_FAILED;
        }
        return Decision.Status.REFUSED.name().equals(status)
                ? RefusalCodes.of(outcome.get("code").stringValue())
                : null;
    }

    /**
     * What it did.
     *
     * @throws Refusal when the rules refused it, or when it failed
     */
    public JsonNode result() {
        if (outcome == null || refusal() != null) {
            throw Refusal.of(Objects.requireNonNullElse(refusal(), CallRefusal.COMMAND_FAILED));
        }
        return outcome;
    }
}

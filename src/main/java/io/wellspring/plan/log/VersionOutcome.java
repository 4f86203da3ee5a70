package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a command made of a plan's versions, as the log keeps it.
 *
 * @param number of the version that it made or took back
 * @param effectiveDay of one that it made, and basedOn the number of the version that it changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VersionOutcome(
        int number,
        @Nullable LocalDate effectiveDay,
        @Nullable Integer basedOn) {

    /** The number in the outcome of an applied command. */
    public static int number(JsonNode outcome) {
        return outcome.get("number").intValue();
    }
}

package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a command made of a plan's versions, as the log keeps it.
 *
 * @param number of the version that it made or took back; null of one that was given whole
 * @param effectiveDay of one that it made, and basedOn the number of the version that it changed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionOutcome(
        @Nullable Integer number,
        @Nullable LocalDate effectiveDay,
        @Nullable Integer basedOn) {

    /** Of a version that was given whole. */
    public static VersionOutcome ofWhole(LocalDate effectiveDay) {
        return new VersionOutcome(null, effectiveDay, null);
    }

    /** Of a version that changes another one. */
    public static VersionOutcome changed(int number, LocalDate effectiveDay, int basedOn) {
        return new VersionOutcome(number, effectiveDay, basedOn);
    }

    /** Of a version that was taken back. */
    public static VersionOutcome withdrawn(int number) {
        return new VersionOutcome(number, null, null);
    }
}

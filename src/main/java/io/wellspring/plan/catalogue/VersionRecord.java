package io.wellspring.plan.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.register.ParameterDifference;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A version of a plan's parameters, for those who look at it.
 *
 * @param basedOn the number of the version that it changed; null for a plan's first
 * @param parameters all of them, in the order in which the kind has them
 * @param laterVersions numbers of versions that begin after it, were scheduled before it, and do not have its changes
 * @param scheduledBy the source of the command that made it; null where that is not kept
 * @param withdrawal null unless it was taken back before its day
 */
public record VersionRecord(
        int number,
        LocalDate effectiveDay,
        Status status,
        @Nullable Integer basedOn,
        JsonNode parameters,
        List<ParameterDifference> changed,
        List<Integer> laterVersions,
        Instant scheduledAt,
        @Nullable String scheduledBy,
        @Nullable Withdrawal withdrawal) {

    /** Where a version stands on the plan's open day. */
    @Schema(name = "PlanVersionStatus")
    public enum Status {
        /** Its day has not come. */
        SCHEDULED,
        /** It serves. */
        IN_FORCE,
        /** It served. */
        PAST,
        /** A later one of the same day takes its place. */
        REPLACED,
        /** It was taken back before its day. */
        WITHDRAWN
    }

    /** Who took a version back, when and why. */
    public record Withdrawal(Instant at, String by, String reason) {}
}

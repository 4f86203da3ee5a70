package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.VersionRecord;
import io.wellspring.plan.log.CommandKind;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.VersionOutcome;
import io.wellspring.plan.register.ParameterDifference;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What became of a change of a plan's parameters, or of a version that was taken back. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record VersionChange(
        String id,
        Status status,

        @Schema(description = "Of the version that was made or taken back", example = "2") @Nullable
        Integer number,

        @Nullable LocalDate effectiveDay,

        @Schema(description = "Number of the version that it changed", example = "1") @Nullable
        Integer basedOn,

        @Schema(implementation = KnownParameters.class) @Nullable
        JsonNode parameters,

        @Nullable List<ParameterDifference> changed,

        @Schema(description = LATER, example = "[3]") @Nullable
        List<Integer> laterVersions) {

    static final String LATER = "Numbers of versions that begin after it, were scheduled before it and stay as they "
            + "are: from their day on its changes are gone, unless they are scheduled for that day too";

    @Schema(name = "VersionChangeStatus")
    enum Status {
        PENDING,
        SCHEDULED,
        WITHDRAWN
    }

    static VersionChange pending(LoggedCommand command) {
        return new VersionChange(Id.format(command.id()), Status.PENDING, null, null, null, null, null, null);
    }

    static VersionChange of(LoggedCommand command, VersionRecord version) {
        return new VersionChange(
                Id.format(command.id()),
                command.kind() == CommandKind.VERSION_WITHDRAWAL ? Status.WITHDRAWN : Status.SCHEDULED,
                version.number(),
                version.effectiveDay(),
                version.basedOn(),
                version.parameters(),
                version.changed(),
                version.laterVersions());
    }

    /** Of a command that gave all parameters at once, whose outcome names the day alone. */
    static VersionChange ofWhole(LoggedCommand command, VersionOutcome outcome) {
        LocalDate day = outcome.effectiveDay();
        return new VersionChange(Id.format(command.id()), Status.SCHEDULED, null, day, null, null, null, null);
    }
}

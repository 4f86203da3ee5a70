package io.wellspring.admin;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.catalogue.KnownParameters;
import io.wellspring.plan.catalogue.PlannedVersion;
import io.wellspring.plan.register.ParameterDifference;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The version that a change would make, if it were scheduled now. */
record VersionPreview(
        LocalDate effectiveDay,

        @Schema(description = "Number of the version that it would change", example = "1")
        int basedOn,

        @Schema(implementation = KnownParameters.class) JsonNode parameters,
        List<ParameterDifference> changed,

        @Schema(description = VersionChange.LATER, example = "[3]")
        List<Integer> laterVersions) {

    static VersionPreview of(PlannedVersion planned) {
        return new VersionPreview(
                planned.effectiveDay(),
                planned.basedOn(),
                planned.parameters(),
                planned.changed(),
                planned.laterVersions());
    }
}

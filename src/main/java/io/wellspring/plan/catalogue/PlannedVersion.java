package io.wellspring.plan.catalogue;

import io.wellspring.plan.register.ParameterDifference;
import java.time.LocalDate;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What a change of parameters would make, if it were scheduled now.
 *
 * @param basedOn the number of the version that it would change
 * @param laterVersions numbers of versions that begin after it and stay as they are
 */
public record PlannedVersion(
        LocalDate effectiveDay,
        int basedOn,
        JsonNode parameters,
        List<ParameterDifference> changed,
        List<Integer> laterVersions) {}

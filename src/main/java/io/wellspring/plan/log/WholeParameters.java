package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a command that gives all parameters anew, as logs have it; none is appended any longer.
 *
 * @param parameters what is not given has its default
 * @param effectiveDay from whose start they serve; the day after the one that is open then, where there is none
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record WholeParameters(JsonNode parameters, @Nullable LocalDate effectiveDay) {}

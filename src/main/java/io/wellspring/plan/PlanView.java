package io.wellspring.plan;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import java.time.LocalDate;
import java.util.Map;

/** A plan as the public sees it, in an answer and in an event. */
public record PlanView(
        @Schema(example = "1") String planId,
        PlanKind kind,
        @Schema(example = "Spring tea") String name,

        @Schema(description = "The business day that is not closed yet")
        LocalDate openDay,

        @Schema(description = "Commands applied so far") long position,
        @Schema(description = "Grows with every change") long version,

        @Schema(description = "By name, in yuan or units", example = "{\"pool\":\"30.00\",\"price\":\"1.4286\"}")
        Map<String, Object> figures) {

    public static PlanView of(PlanFigures plan) {
        return new PlanView(
                Id.format(plan.planId()),
                plan.kind(),
                plan.name(),
                plan.openDay(),
                plan.position(),
                plan.version(),
                plan.figures());
    }
}

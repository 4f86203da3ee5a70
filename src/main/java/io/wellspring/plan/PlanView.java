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

        @Schema(description = FIGURES, example = "{\"pool\":\"30.00\",\"price\":\"1.4286\"}")
        Map<String, Object> figures) {

    static final String FIGURES =
            "By the plan's kind. EQUITY: `pool` in yuan, `supply` of units in circulation, units `issued` ever, `price` of "
                    + "a unit in yuan. LOOP, of the open day: `sales`, what was `carried` in from the day before and the "
                    + "`pool` of all participants, in yuan; `levelPools`, an object of yuan by the names of levels; "
                    + "`provisional` and `beingSettled`, true or false. RELEASE: `volume`, what orders have ever brought, "
                    + "in yuan; `beingSettled`, true or false. Decimals are text.";

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

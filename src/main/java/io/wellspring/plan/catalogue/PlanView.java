package io.wellspring.plan.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.register.Halt;
import io.wellspring.plan.register.PlanKind;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as the public sees it, in an answer and in an event. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Plan")
public record PlanView(
        @Schema(example = "1") String id,
        PlanKind kind,
        @Schema(example = "Spring tea") String name,

        @Schema(description = "The business day that is not closed yet")
        LocalDate openDay,

        @Schema(description = "Commands applied so far") long position,

        @Schema(description = "How often it has changed", example = "5")
        long changes,

        @Schema(implementation = KnownFigures.class) Map<String, Object> figures,

        @Schema(description = "Where nothing of the plan moves, redemptions and settlements included") @Nullable
        Halt frozen,

        @Schema(description = "Where the plan takes no new orders, and all else goes on") @Nullable
        Halt paused) {

    public static PlanView of(PlanFigures plan) {
        return new PlanView(
                Id.format(plan.planId()),
                plan.kind(),
                plan.name(),
                plan.openDay(),
                plan.position(),
                plan.version(),
                plan.figures(),
                plan.halts().frozen(),
                plan.halts().paused());
    }
}

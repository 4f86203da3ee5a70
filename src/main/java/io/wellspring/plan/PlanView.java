package io.wellspring.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.equity.Price;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as the public sees it, in an answer and in an event. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanView(
        @Schema(example = "1") String planId,
        PlanKind kind,
        @Schema(example = "Spring tea") String name,

        @Schema(description = "The business day that is not closed yet")
        LocalDate openDay,

        @Schema(description = "Commands applied so far") long position,
        @Schema(description = "Grows with every change") long version,

        @Schema(description = FIGURES, example = "{\"pool\":\"30.00\",\"price\":\"1.4286\"}")
        Map<String, Object> figures,

        @Schema(description = "Where nothing of the plan moves, redemptions and settlements included") @Nullable
        Halt frozen,

        @Schema(description = "Where the plan takes no new orders, and all else goes on") @Nullable
        Halt paused) {

    static final String FIGURES =
            "By the plan's kind. EQUITY: `pool` in yuan, `supply` of units in circulation, units `issued` ever, `price` of "
                    + "a unit in yuan. LOOP, of the open day: `sales`, what was `carried` in from the day before and the "
                    + "`pool` of all participants, in yuan; `levelPools`, an object of yuan by the names of levels; "
                    + "`provisional` and `beingSettled`, true or false. RELEASE: `volume`, what orders have ever brought, "
                    + "in yuan; `beingSettled`, true or false. Decimals are text.";

    /** What units of an EQUITY plan are worth, in yuan; null where there are none in circulation. */
    public @Nullable String worth(long units) {
        long supply = Amount.read(String.valueOf(figures.get("supply")), AssetCode.EQUITY);
        long pool = Amount.read(String.valueOf(figures.get("pool")), AssetCode.CNY);
        return supply == 0 ? null : Amount.format(new Price(pool, supply).valueOf(units), AssetCode.CNY);
    }

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

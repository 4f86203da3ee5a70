package io.wellspring.plan;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.equity.Price;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plan as the public sees it, in an answer and in an event. */
public record PlanView(
        @Schema(example = "1") String planId,
        PlanKind kind,
        @Schema(example = "Spring tea") String name,

        @Schema(description = "The business day that is not closed yet")
        LocalDate openDay,

        @Schema(description = "Commands applied so far") long position,
        @Schema(description = "Grows with every change") long version,

        @Schema(implementation = KnownFigures.class)
        Map<String, Object> figures) {

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
                plan.figures());
    }
}

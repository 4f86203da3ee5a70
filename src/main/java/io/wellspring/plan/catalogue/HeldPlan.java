package io.wellspring.plan.catalogue;

import io.wellspring.plan.equity.rules.Price;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import org.jspecify.annotations.Nullable;

/**
 * Of a plan what its holders are shown, as it stood at one moment.
 *
 * @param changes of the plan, as counted at that moment
 * @param pool of an EQUITY plan in fen, else 0
 * @param supply of an EQUITY plan in 1/1,000,000 unit, else 0
 */
public record HeldPlan(long planId, String name, long changes, long pool, long supply) {

    /** The same of a plan as the public sees it. */
    public static HeldPlan of(PlanView plan) {
        boolean hasUnits = plan.kind() == PlanKind.EQUITY;
        return new HeldPlan(
                Long.parseLong(plan.planId()),
                plan.name(),
                plan.version(),
                hasUnits ? read(plan, "pool", AssetCode.CNY) : 0,
                hasUnits ? read(plan, "supply", AssetCode.EQUITY) : 0);
    }

    /** What units are worth, in fen, before the fee of a sale; null where none are in circulation. */
    public @Nullable Long worth(long units) {
        return supply == 0 ? null : Long.valueOf(new Price(pool, supply).valueOf(units));
    }

    private static long read(PlanView plan, String figure, AssetCode asset) {
        return Amount.read(String.valueOf(plan.figures().get(figure)), asset);
    }
}

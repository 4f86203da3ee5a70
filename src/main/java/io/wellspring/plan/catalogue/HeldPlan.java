package io.wellspring.plan.catalogue;

import io.wellspring.plan.register.PlanKind;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;

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
                Long.parseLong(plan.id()),
                plan.name(),
                plan.changes(),
                hasUnits ? read(plan, "pool", AssetCode.CNY) : 0,
                hasUnits ? read(plan, "supply", AssetCode.EQUITY) : 0);
    }

    private static long read(PlanView plan, String figure, AssetCode asset) {
        return Amount.read(String.valueOf(plan.figures().get(figure)), asset);
    }
}

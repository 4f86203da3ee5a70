package io.wellspring.plan.equity;

import io.wellspring.plan.catalogue.HeldPlan;
import io.wellspring.plan.equity.rules.Price;
import org.jspecify.annotations.Nullable;

/** What units of an EQUITY plan are worth, as its pool and supply stood at one moment. */
public final class UnitWorth {

    private UnitWorth() {}

    /**
     * Before the fee of a sale.
     *
     * @param units in 1/1,000,000
     * @return in fen; null where none are in circulation
     */
    public static @Nullable Long of(HeldPlan plan, long units) {
        return plan.supply() == 0 ? null : Long.valueOf(new Price(plan.pool(), plan.supply()).valueOf(units));
    }
}

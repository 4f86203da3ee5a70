package io.wellspring.plan.register;

import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * What of a plan operators have stopped.
 *
 * @param frozen where nothing of it moves: no order, no redemption, no settlement
 * @param paused where it takes no new orders, and goes on with all else
 */
public record Halts(@Nullable Halt frozen, @Nullable Halt paused) {

    public static final Halts NONE = new Halts(null, null);

    public boolean isFrozen() {
        return frozen != null;
    }

    /** Why the plan takes no new order; null where it does. */
    public @Nullable Refusal ofOrders(long planId) {
        if (frozen != null) {
            return Refusal.of(PlanRefusal.PLAN_FROZEN).with("planId", String.valueOf(planId));
        }
        return paused == null ? null : Refusal.of(PlanRefusal.PLAN_PAUSED).with("planId", String.valueOf(planId));
    }
}

package io.wellspring.plan.catalogue;

import io.wellspring.plan.register.PlanKind;
import java.time.LocalDate;

/**
 * A plan as it was opened.
 *
 * @param openDay its first business day
 */
public record OpenedPlan(long planId, PlanKind kind, String name, LocalDate openDay) {

    public static OpenedPlan of(PlanFigures plan) {
        return new OpenedPlan(plan.planId(), plan.kind(), plan.name(), plan.openDay());
    }
}

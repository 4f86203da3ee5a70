package io.wellspring.live;

import io.wellspring.plan.PlanFigures;
import io.wellspring.plan.PlanKind;
import java.time.LocalDate;
import java.util.Map;

/**
 * The data of an event.
 *
 * @param planId as text, because JavaScript's numbers do not hold every id
 */
record PlanView(
        String planId,
        String name,
        PlanKind kind,
        LocalDate openDay,
        long position,
        long version,
        Map<String, Object> figures) {

    static PlanView of(PlanFigures plan) {
        return new PlanView(
                String.valueOf(plan.planId()),
                plan.name(),
                plan.kind(),
                plan.openDay(),
                plan.position(),
                plan.version(),
                plan.figures());
    }
}

package io.wellspring.plan.catalogue;

import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.register.Halts;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import java.time.LocalDate;
import java.util.Map;

/**
 * What the public may see of a plan.
 *
 * @param version grows with every change, so that of two snapshots the newer one is known
 * @param figures by name, amounts as decimal strings
 * @param halts what of it operators have stopped
 */
public record PlanFigures(
        long planId,
        PlanKind kind,
        String name,
        LocalDate openDay,
        long position,
        long version,
        Map<String, Object> figures,
        Halts halts) {

    /** Of a plan of which nothing is stopped. */
    public PlanFigures(
            long planId,
            PlanKind kind,
            String name,
            LocalDate openDay,
            long position,
            long version,
            Map<String, Object> figures) {
        this(planId, kind, name, openDay, position, version, figures, Halts.NONE);
    }

    static PlanFigures of(Plan plan, PlanVersion version, Rulebooks rulebooks) {
        return new PlanFigures(
                plan.id(),
                plan.kind(),
                plan.name(),
                plan.openDay(),
                plan.lastPosition(),
                plan.version(),
                rulebooks.of(plan, version).figures(plan, version),
                plan.halts());
    }
}

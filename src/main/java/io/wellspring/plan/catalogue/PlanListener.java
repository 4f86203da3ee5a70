package io.wellspring.plan.catalogue;

/** Hears of each change of a plan once it is committed. Must return at once: the writer does not wait. */
public interface PlanListener {

    void changed(PlanFigures figures, TouchedMembers touched);
}

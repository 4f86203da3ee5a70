package io.wellspring.plan;

/** Hears of each change of a plan once it is committed. Must return at once: the writer does not wait. */
public interface PlanListener {

    void changed(PlanFigures figures, Touched touched);
}

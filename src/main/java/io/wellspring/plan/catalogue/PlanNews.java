package io.wellspring.plan.catalogue;

import io.wellspring.plan.kind.Rulebooks;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Tells the listeners of each change of a plan that is committed. */
@Component
public class PlanNews {

    private static final Logger log = LoggerFactory.getLogger(PlanNews.class);

    private final List<PlanListener> listeners;
    private final Rulebooks rulebooks;

    PlanNews(List<PlanListener> listeners, Rulebooks rulebooks) {
        this.listeners = listeners;
        this.rulebooks = rulebooks;
    }

    /** What is committed is committed: a listener that fails must not look like a failure of the change. */
    public void tell(Plan plan, PlanVersion version, TouchedMembers touched) {
        try {
            PlanFigures figures = PlanFigures.of(plan, version, rulebooks);
            listeners.forEach(listener -> listener.changed(figures, touched));
        } catch (RuntimeException failure) {
            log.error("plan {}: could not be told of", plan.id(), failure);
        }
    }
}

package io.wellspring.live;

import io.wellspring.plan.catalogue.PlanCatalogue;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.PlanView;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Makes events of figures, those that the writer tells and those that PostgreSQL holds. */
@Component
class PlanEvents {

    private final PlanCatalogue catalogue;
    private final Epochs epochs;
    private final JsonMapper json;
    private final Duration timeout;

    PlanEvents(PlanCatalogue catalogue, Epochs epochs, JsonMapper json, LiveSettings settings) {
        this.catalogue = catalogue;
        this.epochs = epochs;
        this.json = json;
        this.timeout = Duration.ofMillis(settings.readTimeoutMillis());
    }

    /** The plan as it stands in PostgreSQL; empty where there is no such plan. */
    Mono<PlanEvent> read(long planId) {
        return catalogue.find(planId).flatMap(this::of).timeout(timeout);
    }

    Mono<PlanEvent> of(PlanFigures figures) {
        return epochs.known().map(epoch -> encode(figures, epoch)).timeout(timeout);
    }

    private PlanEvent encode(PlanFigures figures, Epoch epoch) {
        Stamp stamp = new Stamp(epoch, figures.version());
        return PlanEvent.of(figures.planId(), stamp, json.writeValueAsString(PlanView.of(figures)));
    }
}

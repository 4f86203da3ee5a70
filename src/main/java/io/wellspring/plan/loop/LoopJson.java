package io.wellspring.plan.loop;

import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.LoopState;
import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes what LOOP plans keep as JSON. */
@Component
class LoopJson {

    private final JsonMapper json;

    LoopJson(JsonMapper json) {
        this.json = json;
    }

    LoopParameters parameters(PlanVersion version) {
        return json.readValue(version.parameters(), LoopParameters.class);
    }

    LoopState state(Plan plan) {
        return json.readValue(plan.state(), LoopState.class);
    }

    String write(Object value) {
        return json.writeValueAsString(value);
    }
}

package io.wellspring.plan.release;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanVersion;
import io.wellspring.plan.release.rules.ReleaseParameters;
import io.wellspring.plan.release.rules.ReleaseState;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes what RELEASE plans keep as JSON. */
@Component
class ReleaseJson {

    private final JsonMapper json;

    ReleaseJson(JsonMapper json) {
        this.json = json;
    }

    ReleaseParameters parameters(PlanVersion version) {
        return json.readValue(version.parameters(), ReleaseParameters.class);
    }

    ReleaseState state(Plan plan) {
        return json.readValue(plan.state(), ReleaseState.class);
    }

    String write(Object value) {
        return json.writeValueAsString(value);
    }
}

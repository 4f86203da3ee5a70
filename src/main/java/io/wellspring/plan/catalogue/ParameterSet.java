package io.wellspring.plan.catalogue;

import io.wellspring.plan.register.PlanKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Parameters to begin with, under a name.
 *
 * @param note what they are for, in English; noteZh the same in Chinese
 */
public record ParameterSet(String name, PlanKind kind, String note, String noteZh, ObjectNode parameters) {

    /** The same but for what is given. */
    public JsonNode with(JsonNode given) {
        ObjectNode all = parameters.deepCopy();
        given.properties().forEach(field -> all.set(field.getKey(), field.getValue()));
        return all;
    }
}

package io.wellspring.plan.register;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.value.Rate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A parameter that a version has otherwise than the one it changes; a list is one parameter. */
public record ParameterDifference(
        @Schema(example = "weightBy") String name,

        @Schema(implementation = Object.class, example = "SHARES")
        JsonNode from,

        @Schema(implementation = Object.class, example = "QUOTA")
        JsonNode to) {

    private static final String NAME = "name";

    /** What differs between two objects that have the same fields. */
    public static List<ParameterDifference> between(JsonNode from, JsonNode to) {
        List<ParameterDifference> differences = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : to.properties()) {
            JsonNode before = from.path(field.getKey());
            if (!isSame(field.getKey(), before, field.getValue())) {
                differences.add(new ParameterDifference(field.getKey(), before, field.getValue()));
            }
        }
        return differences;
    }

    /** Decimals are the same whatever zeros they end with, so 0.3 does not change 0.30; names are compared as text. */
    private static boolean isSame(String name, JsonNode one, JsonNode other) {
        if (one.isString() && other.isString() && !NAME.equals(name)) {
            return isSame(one.stringValue(), other.stringValue());
        }
        if (one.isArray() && other.isArray()) {
            return one.size() == other.size()
                    && IntStream.range(0, one.size()).allMatch(n -> isSame(name, one.get(n), other.get(n)));
        }
        if (one.isObject() && other.isObject()) {
            return one.size() == other.size()
                    && one.properties().stream()
                            .allMatch(field -> isSame(field.getKey(), field.getValue(), other.path(field.getKey())));
        }
        return one.equals(other);
    }

    private static boolean isSame(String one, String other) {
        try {
            return Rate.of(one).compareTo(Rate.of(other)) == 0;
        } catch (NumberFormatException words) {
            return one.equals(other);
        }
    }
}

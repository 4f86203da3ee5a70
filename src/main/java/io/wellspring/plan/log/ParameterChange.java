package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wellspring.api.IdempotencyKey;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The body of a command that changes parameters, as the log keeps it.
 *
 * @param change the parameters that get another value, by name; what is not named stays
 * @param effectiveDay from whose start they serve; the day after the one that is open then, where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ParameterChange(JsonNode change, @Nullable LocalDate effectiveDay) {

    public byte[] fingerprint(long planId) {
        return IdempotencyKey.fingerprint("change " + planId + " " + effectiveDay + " " + canonical(change));
    }

    /** Objects with their fields in the order of names, for PostgreSQL keeps them in another one. */
    private static String canonical(JsonNode node) {
        if (node.isObject()) {
            Map<String, String> fields = new TreeMap<>();
            node.properties().forEach(field -> fields.put(field.getKey(), canonical(field.getValue())));
            return fields.toString();
        }
        return node.isArray()
                ? node.valueStream().map(ParameterChange::canonical).toList().toString()
                : node.toString();
    }
}

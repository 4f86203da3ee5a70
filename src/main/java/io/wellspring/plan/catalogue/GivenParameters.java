package io.wellspring.plan.catalogue;

import io.wellspring.api.Required;
import io.wellspring.plan.kind.VersionRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import tools.jackson.databind.JsonNode;

/** What no parameter of any kind may be, in a new plan or a new version. */
final class GivenParameters {

    private GivenParameters() {}

    /**
     * Refuses null, which could mean the default or what stands, and text that cannot be shown: members read the names
     * of levels.
     *
     * @throws Refusal with the path of the parameter at fault, such as {@code levels[0].rate}
     */
    static void check(JsonNode parameters) {
        check("", parameters);
    }

    private static void check(String path, JsonNode given) {
        if (given.isNull()) {
            throw Refusal.of(VersionRefusal.PARAMETER_MALFORMED).with("field", path);
        }
        if (given.isString() && !Required.isPrintable(given.stringValue())) {
            throw Refusal.invalid(path, Reason.CONTROL_CHARACTERS);
        }
        given.properties()
                .forEach(field ->
                        check(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue()));
        for (int n = 0; given.isArray() && n < given.size(); n++) {
            check(path + "[" + n + "]", given.get(n));
        }
    }
}

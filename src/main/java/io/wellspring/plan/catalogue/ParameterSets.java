package io.wellspring.plan.catalogue;

import io.wellspring.plan.register.PlanKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The parameter sets that are shipped, one file each; a plan takes over a set's values, and not its name. */
@Component
public class ParameterSets {

    private static final List<String> NAMES =
            List.of("equity", "loop-shares", "loop-energy", "point-release-basic", "point-release");

    private final List<ParameterSet> sets;

    ParameterSets(JsonMapper json) {
        this.sets = NAMES.stream().map(name -> read(name, json)).toList();
    }

    public List<ParameterSet> all() {
        return sets;
    }

    public Optional<ParameterSet> named(String name) {
        return sets.stream().filter(set -> set.name().equals(name)).findFirst();
    }

    private static ParameterSet read(String name, JsonMapper json) {
        try (InputStream file = new ClassPathResource("parameter-sets/" + name + ".json").getInputStream()) {
            JsonNode set = json.readTree(file);
            return new ParameterSet(
                    name,
                    PlanKind.valueOf(set.get("kind").stringValue()),
                    set.get("note").stringValue(),
                    set.get("noteZh").stringValue(),
                    (ObjectNode) set.get("parameters"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Who is answered 202 is told where the outcome can be read; that every such answer has it, each test of it checks. */
class LaterOutcomesTest {

    private static final JsonNode PATHS =
            new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml")).path("paths");

    /** What became of a message is seen on the phone, and nobody who is not signed in is told more. */
    private static final Set<String> WITHOUT = Set.of("askForCode");

    @Test
    void everyAcceptedCallNamesAnAddress() {
        Map<String, JsonNode> accepted = calls().filter(
                        call -> call.getValue().path("responses").has("202"))
                .collect(Collectors.toMap(
                        call -> call.getValue().path("operationId").asString(),
                        call -> call.getValue().path("responses").path("202")));

        assertThat(accepted).containsKeys("redeem", "schedulePlanVersion", "adjustMember", "handInOrders");
        assertThat(accepted.entrySet().stream()
                        .filter(call -> !call.getValue().path("headers").has("Location"))
                        .map(Entry::getKey))
                .containsExactlyInAnyOrderElementsOf(WITHOUT);
    }

    private static Stream<Entry<String, JsonNode>> calls() {
        return PATHS.valueStream().flatMap(JsonNode::propertyStream);
    }
}

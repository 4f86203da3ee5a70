package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nothing in the description of the API is left without a word. */
class WholeDescriptionTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode API = YAML.readTree(Path.of("api-docs/openapi.yaml"));
    private static final List<String> SPEAK_FOR_THEMSELVES = List.of("$ref", "enum", "items", "format");

    @Test
    void everyCallHasANameOfItsOwnAWordAndAChapter() {
        Set<String> names = new HashSet<>();
        calls().forEach(call -> {
            assertThat(names.add(call.path("operationId").asString())).isTrue();
            assertThat(call.path("summary").asString()).isNotBlank();
            assertThat(call.path("tags")).hasSize(1);
        });
        assertThat(names).hasSizeGreaterThan(50);
    }

    @Test
    void everyParameterIsExplainedAndHasAnExample() {
        assertThat(calls().flatMap(call -> call.path("parameters").valueStream()))
                .isNotEmpty()
                .allSatisfy(parameter -> {
                    assertThat(parameter.path("description").asString()).isNotBlank();
                    assertThat(parameter.has("example")).isTrue();
                });
    }

    @Test
    void everyBodyHasAnExample() {
        assertThat(calls().flatMap(
                                call -> call.path("requestBody").path("content").valueStream()))
                .isNotEmpty()
                .allSatisfy(body -> assertThat(body.has("example")).isTrue());
    }

    @Test
    void everyFieldSpeaksForItselfOrIsExplained() {
        API.path("components")
                .path("schemas")
                .propertyStream()
                .forEach(schema -> assertThat(
                                schema.getValue().path("properties").propertyStream())
                        .as(schema.getKey())
                        .allSatisfy(field -> assertThat(isClear(field.getValue()))
                                .as(field.getKey())
                                .isTrue()));
    }

    @Test
    void everyRefusalOfACallIsShownAsAProblem() {
        JsonNode problems = API.path("components").path("examples");
        assertThat(calls().flatMap(call -> call.path("responses").valueStream())
                        .flatMap(response -> response.path("content")
                                .path("application/problem+json")
                                .path("examples")
                                .propertyStream()))
                .isNotEmpty()
                .allSatisfy(
                        example -> assertThat(problems.has(example.getKey())).isTrue());
    }

    /** What the file of words tells of is there; that all there is has words, the application itself insists on. */
    @Test
    void nothingIsToldOfCallsThatAreGone() {
        JsonNode told = YAML.readTree(Path.of("src/main/resources/api/operations.yaml"));
        told.path("operations").propertyStream().forEach(call -> {
            String[] name = call.getKey().split(" ");
            assertThat(API.path("paths").path(name[1]).has(name[0].toLowerCase()))
                    .as(call.getKey())
                    .isTrue();
        });
    }

    private static boolean isClear(JsonNode field) {
        return field.has("description")
                || field.has("example")
                || field.path("type").asString("").equals("boolean")
                || SPEAK_FOR_THEMSELVES.stream().anyMatch(field::has);
    }

    private static Stream<JsonNode> calls() {
        return API.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}

package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Description;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nothing in the description of the API is left without a word. */
class WholeDescriptionTest {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final JsonNode API = YAML.readTree(Path.of("api-docs/openapi.yaml"));
    private static final Set<String> OF_THE_PLAN_ITSELF = Set.of("CONTRIBUTION", "RESIDUE", "RETURN");
    private static final Pattern EVENT = Pattern.compile("event: (\\w+)\n(?:id: .*\n)?data: (.*)\n");
    private static final Map<String, String> EVENTS =
            Map.of("plan", "Plan", "member", "MemberEvent", "end", "StreamEnd");

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

    /** Readers send every example that they find: one that need not be there would narrow the answer, or be refused. */
    @Test
    void everyParameterIsExplainedAndHasAnExampleWhereItMustBeGiven() {
        assertThat(parameters()).isNotEmpty().allSatisfy(parameter -> {
            assertThat(parameter.path("description").asString()).isNotBlank();
            assertThat(parameter.has("example"))
                    .isEqualTo(parameter.path("required").asBoolean(false));
        });
    }

    @Test
    void noTwoCallsBeginWithTheSameKey() {
        assertThat(parameters()
                        .filter(parameter -> parameter.path("name").asString().equals("Idempotency-Key"))
                        .filter(parameter -> parameter.has("example"))
                        .map(parameter -> parameter.path("example").asString()))
                .isNotEmpty()
                .doesNotHaveDuplicates();
    }

    @Test
    void everyBodyHasExamplesWhichAreAsDescribed() {
        assertThat(calls().flatMap(
                                call -> call.path("requestBody").path("content").valueStream()))
                .isNotEmpty()
                .allSatisfy(body -> {
                    List<JsonNode> examples = examples(body);
                    assertThat(examples).isNotEmpty();
                    examples.forEach(
                            example -> Description.committed().insist("an example", body.path("schema"), example));
                });
    }

    @Test
    void everyFieldIsExplained() {
        assertThat(fields())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.getValue().has("description")
                                || field.getValue().has("$ref"))
                        .as(field.getKey())
                        .isTrue());
    }

    @Test
    void everyExampleOfAFieldOrParameterIsAsDescribed() {
        fields().filter(field -> field.getValue().has("example"))
                .forEach(field -> Description.committed()
                        .insist(
                                field.getKey(),
                                field.getValue(),
                                field.getValue().path("example")));
        parameters()
                .filter(parameter -> parameter.has("example"))
                .forEach(parameter -> Description.committed()
                        .insist(
                                parameter.path("name").asString(),
                                parameter.path("schema"),
                                parameter.path("example")));
    }

    @Test
    void everyDecimalSaysItsForm() {
        assertThat(fields().filter(field ->
                        field.getValue().path("example").asString("").matches("-?\\d+\\.\\d+")))
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field.getValue().has("pattern"))
                        .as(field.getKey())
                        .isTrue());
    }

    @Test
    void everyChapterIsIntroducedAndHasCalls() {
        assertThat(API.path("tags").valueStream().map(tag -> tag.path("name").asString()))
                .containsExactlyInAnyOrderElementsOf(
                        calls().map(call -> call.path("tags").path(0).asString())
                                .collect(Collectors.toSet()));
    }

    @Test
    void everyRefusalOfACallIsShownAsAProblem() {
        JsonNode problems = API.path("components").path("examples");
        assertThat(Stream.concat(
                                calls().flatMap(call -> call.path("responses").valueStream()),
                                API.path("components").path("responses").valueStream())
                        .flatMap(response -> response.path("content")
                                .path("application/problem+json")
                                .path("examples")
                                .propertyStream()))
                .isNotEmpty()
                .allSatisfy(
                        example -> assertThat(problems.has(example.getKey())).isTrue());
        assertThat(problems.valueStream().map(problem -> problem.path("value")))
                .isNotEmpty()
                .allSatisfy(
                        problem -> assertThat(problem.path("detail").asString()).doesNotContain("{"));
    }

    /** What a line of the statement can be for, apart from those kinds whose lines are all of the plan itself. */
    @Test
    void everyKindOfALineIsExplained() throws ClassNotFoundException {
        String told = API.at("/components/schemas/Transfer/properties/kind/description")
                .asString();
        for (String rules :
                List.of("equity.rules.EquityLineKind", "loop.rules.LoopLineKind", "release.rules.ReleaseLineKind")) {
            assertThat(Class.forName("io.wellspring.plan." + rules).getEnumConstants())
                    .extracting(Object::toString)
                    .filteredOn(kind -> !OF_THE_PLAN_ITSELF.contains(kind))
                    .isNotEmpty()
                    .allSatisfy(kind -> assertThat(told).containsPattern("\\b" + kind + "\\b"));
        }
    }

    @Test
    void whatStreamsSendIsAsDescribed() throws IOException {
        String page = Files.readString(Path.of("api-docs/streams.md"));
        List<MatchResult> events = EVENT.matcher(page).results().toList();
        assertThat(events).hasSameSizeAs(EVENTS.keySet());
        events.forEach(event -> Description.committed()
                .insist(
                        event.group(1),
                        API.path("components").path("schemas").path(EVENTS.get(event.group(1))),
                        JsonMapper.shared().readTree(event.group(2))));
    }

    /** What the rooms tell of calls is there; that all calls have words, the application itself insists on. */
    @Test
    void nothingIsToldOfCallsThatAreGone() throws IOException {
        try (Stream<Path> rooms = Files.list(Path.of("src/main/resources/api/operations"))) {
            assertThat(rooms.flatMap(
                            room -> YAML.readTree(room).path("operations").propertyStream()))
                    .hasSizeGreaterThan(80)
                    .allSatisfy(call -> {
                        String[] name = call.getKey().split(" ");
                        assertThat(API.path("paths").path(name[1]).has(name[0].toLowerCase()))
                                .as(call.getKey())
                                .isTrue();
                    });
        }
    }

    private static Stream<JsonNode> parameters() {
        return calls().flatMap(call -> call.path("parameters").valueStream());
    }

    /** All fields of all schemas, by the names of both. */
    private static Stream<Map.Entry<String, JsonNode>> fields() {
        return API.path("components")
                .path("schemas")
                .propertyStream()
                .flatMap(schema -> Stream.concat(
                                Stream.of(schema.getValue()),
                                schema.getValue().path("allOf").valueStream())
                        .flatMap(part -> part.path("properties").propertyStream())
                        .map(field -> Map.entry(schema.getKey() + "." + field.getKey(), field.getValue())));
    }

    private static List<JsonNode> examples(JsonNode body) {
        return Stream.concat(
                        body.has("example") ? Stream.of(body.path("example")) : Stream.empty(),
                        body.path("examples").valueStream().map(example -> example.path("value")))
                .toList();
    }

    private static Stream<JsonNode> calls() {
        return API.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}

package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The application keeps what its description says of callers, examples and fields. */
@WellspringTest
class AsDescribedTest {

    private static final JsonNode API = new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml"));

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    private final Map<String, String> tokens = new HashMap<>();

    /** One call of the description, such as {@code GET /v1/me}. */
    private record Call(HttpMethod method, String path, JsonNode told) {

        boolean isForEverybody() {
            return told.path("security").isEmpty();
        }

        boolean isFor(String caller) {
            return told.path("security").valueStream().anyMatch(way -> way.has(caller));
        }

        boolean isAStream() {
            return told.at("/responses/200/content").has("text/event-stream");
        }

        /** With the examples of its parameters, as readers put them in. */
        String address() {
            String address = path;
            List<String> query = new ArrayList<>();
            for (JsonNode parameter : told.path("parameters")) {
                String name = parameter.path("name").asString();
                String example = parameter.path("example").asString("");
                address = address.replace("{" + name + "}", example);
                if (parameter.path("in").asString().equals("query") && parameter.has("example")) {
                    query.add(name + "=" + example);
                }
            }
            return query.isEmpty() ? address : address + "?" + String.join("&", query);
        }

        JsonNode body() {
            return told.path("requestBody").path("content").path("application/json");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeEach
    void everybodySignsIn() {
        tokens.put("member", platform.member().accessToken());
        tokens.put("operator", platform.operator());
        tokens.put("mall", platform.mall("1000.00", platform.plan(Map.of())).token());
    }

    @Test
    void everyCallIsForThoseWhomItNames() {
        calls().filter(call -> !call.isForEverybody()).forEach(call -> {
            assertThat(send(call, null, null).status()).as("%s by nobody", call).isEqualTo(401);
            tokens.keySet().stream()
                    .filter(caller -> !call.isFor(caller))
                    .forEach(caller -> assertThat(send(call, null, caller).status())
                            .as("%s by %s", call, caller)
                            .isEqualTo(403));
        });
    }

    /** Without its body a call does nothing, but tells whoever may not make it. */
    @Test
    void nobodyIsNamedWhoMayNotCall() {
        calls().filter(call -> !call.body().isMissingNode()).forEach(call -> {
            if (call.isForEverybody()) {
                mayCall(call, null);
            }
            tokens.keySet().stream().filter(call::isFor).forEach(caller -> mayCall(call, caller));
        });
    }

    private void mayCall(Call call, @Nullable String caller) {
        assertThat(send(call, null, caller).status())
                .as("%s by %s", call, caller)
                .isNotIn(401, 403);
    }

    @Test
    void everyReadingCallTakesItsOwnExamples() {
        assertThat(calls().filter(call -> call.method().equals(HttpMethod.GET) && !call.isAStream()))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(send(call, null, caller(call)).status())
                        .as("%s", call)
                        .isIn(200, 404));
    }

    @Test
    void everyFieldThatIsMarkedMustBeThere() {
        assertThat(calls().filter(call -> call.body().has("example")))
                .isNotEmpty()
                .allSatisfy(call -> required(call).forEach(field -> {
                    Api.Answer answer = send(call, without(call.body().path("example"), field), caller(call));
                    assertThat(answer.code()).as("%s without %s", call, field).isEqualTo("missing-field");
                    assertThat(answer.body().path("about").path("field").asString())
                            .isEqualTo(field);
                }));
    }

    @Test
    void everyGrantNeedsTheFieldsOfItsExample() {
        Call call =
                calls().filter(one -> one.body().has("examples")).findFirst().orElseThrow();
        call.body().path("examples").propertyStream().forEach(example -> {
            JsonNode request = example.getValue().path("value");
            assertThat(request.path("grant").asString()).isEqualTo(example.getKey());
            request.propertyNames().stream()
                    .filter(field -> !field.equals("device"))
                    .forEach(field -> assertThat(
                                    send(call, without(request, field), null).code())
                            .as("%s without %s", example.getKey(), field)
                            .isEqualTo(field.equals("operatorName") ? "one-field-required" : "missing-field"));
        });
    }

    @Test
    void everyFigureOfAPlanIsExplained() {
        JsonNode told = API.at("/components/schemas/PlanFigures/properties");
        for (String plan : List.of(
                platform.plan(Map.of()),
                platform.planOf("loop-shares", Map.of()),
                platform.planOf("point-release-basic", Map.of()))) {
            Set<String> names = Set.copyOf(
                    api.get("/v1/plans/" + plan).body().path("figures").propertyNames());
            assertThat(names)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(
                                    told.path(name).path("description").asString())
                            .isNotBlank());
        }
    }

    private static Stream<Call> calls() {
        return API.path("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .map(call -> new Call(
                                HttpMethod.valueOf(call.getKey().toUpperCase()), path.getKey(), call.getValue())));
    }

    private @Nullable String caller(Call call) {
        return tokens.keySet().stream().filter(call::isFor).findFirst().orElse(null);
    }

    private static List<String> required(Call call) {
        String reference = call.body().path("schema").path("$ref").asString();
        return API.at(reference.substring(1))
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static JsonNode without(JsonNode example, String field) {
        assertThat(example.has(field)).as(field).isTrue();
        ObjectNode rest = (ObjectNode) example.deepCopy();
        rest.remove(field);
        return rest;
    }

    private Api.Answer send(Call call, @Nullable JsonNode body, @Nullable String caller) {
        Map<String, String> headers = new HashMap<>(Map.of("Idempotency-Key", "as-described"));
        if (caller != null) {
            headers.put("Authorization", "Bearer " + tokens.get(caller));
        }
        return Api.now(api.callingWith(call.method(), call.address(), body, headers));
    }
}

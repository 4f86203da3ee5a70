package io.wellspring.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The committed description of the API, to which every answer that a test gets is held. */
public final class Description {

    private static final Description COMMITTED =
            new Description(new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml")));

    private final JsonNode api;
    private final Map<String, com.networknt.schema.Schema> schemas = new ConcurrentHashMap<>();
    private final Map<Pattern, JsonNode> calls = new ConcurrentHashMap<>();

    private Description(JsonNode api) {
        this.api = api;
        api.path("components").path("schemas").forEach(Description::takeNothingElse);
        api.path("paths").propertyStream().forEach(path -> calls.put(pattern(path.getKey()), path.getValue()));
    }

    public static Description committed() {
        return COMMITTED;
    }

    /**
     * Insists on an answer being one that is described, and what was sent as well where it was taken. Calls that are not
     * described are nobody's promise.
     */
    public void hold(String method, String path, @Nullable String sent, Api.Answer answer) {
        JsonNode call = call(method, path.replaceFirst("\\?.*", ""));
        if (call == null) {
            return;
        }
        String name = method + " " + call.path("operationId").asString();
        JsonNode told = call.path("responses").path(String.valueOf(answer.status()));
        if (told.isMissingNode()) {
            throw new AssertionError(name + " is not described to answer " + answer.status() + ": " + answer.text());
        }
        holdBody(name, told.path("content"), answer);
        JsonNode taken = call.path("requestBody").path("content").path(MediaType.APPLICATION_JSON_VALUE);
        if (answer.status() < 300
                && taken.has("schema")
                && sent != null
                && sent.startsWith("{")
                && !sent.contains("\n")) {
            insist(name + " took", taken.path("schema"), JsonMapper.shared().readTree(sent));
        }
    }

    private void holdBody(String name, JsonNode content, Api.Answer answer) {
        MediaType type = answer.headers().getContentType();
        if (answer.text().isEmpty() || type == null) {
            return;
        }
        JsonNode told = content.path(type.getType() + "/" + type.getSubtype());
        if (told.isMissingNode()) {
            throw new AssertionError(name + " is not described to answer in " + type + ": " + answer.text());
        }
        if (type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                && !told.path("examples").has(answer.code())) {
            throw new AssertionError(name + " is not described to refuse with " + answer.text());
        }
        if (type.isCompatibleWith(MediaType.APPLICATION_NDJSON)) {
            JsonNode line = told.path("schema").path("items");
            answer.text()
                    .lines()
                    .forEach(text -> insist(name, line, JsonMapper.shared().readTree(text)));
        } else if (type.getSubtype().endsWith("json")) {
            insist(name, told.path("schema"), JsonMapper.shared().readTree(answer.text()));
        }
    }

    private void insist(String name, JsonNode schema, JsonNode body) {
        List<Error> faults = schemas.computeIfAbsent(schema.toString(), text -> compiled(schema))
                .validate(body);
        if (!faults.isEmpty()) {
            throw new AssertionError(name + " is not as described: " + faults + " in " + body);
        }
    }

    /** References lead into the description, so it comes along. */
    private com.networknt.schema.Schema compiled(JsonNode schema) {
        ObjectNode whole = ((ObjectNode) schema.deepCopy());
        whole.putObject("components").set("schemas", api.path("components").path("schemas"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole);
    }

    private @Nullable JsonNode call(String method, String path) {
        return calls.entrySet().stream()
                .filter(call ->
                        call.getKey().matcher(path).matches() && call.getValue().has(method.toLowerCase()))
                .min((one, other) -> parameters(one.getKey()) - parameters(other.getKey()))
                .map(call -> call.getValue().path(method.toLowerCase()))
                .orElse(null);
    }

    private static int parameters(Pattern path) {
        return path.pattern().split("\\[", -1).length;
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(path.replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"));
    }

    /** A field that nobody described is a fault as well; what is made of others takes what they take. */
    private static void takeNothingElse(JsonNode schema) {
        ObjectNode described = (ObjectNode) schema;
        // No keyword of JSON Schema: it tells generators which of several types comes.
        boolean isOneOfSeveral = described.remove("discriminator") != null;
        if (described.has("properties") && !isOneOfSeveral) {
            described.put("additionalProperties", false);
        }
    }
}

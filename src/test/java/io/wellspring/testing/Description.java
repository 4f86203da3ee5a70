package io.wellspring.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The committed description of the API, to which every answer that a test gets is held. */
public final class Description {

    private static final Description COMMITTED =
            new Description(new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml")));

    /** Formats are more than remarks here: a date that is none is a fault. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    /** Where the provider of messages calls, whose form is not ours. */
    private static final String OF_THE_PROVIDER = "/v1/sms-reports/";

    /** By which a call is asked about, and not made. */
    private static final List<String> QUESTIONS = List.of("HEAD", "OPTIONS");

    private static final String SCHEMAS = "#/components/schemas/";

    private static final List<String> TOLD_WHERE_THEY_COME = List.of("Location", "Retry-After", "WWW-Authenticate");

    private final JsonNode api;
    private final Map<String, com.networknt.schema.Schema> schemas = new ConcurrentHashMap<>();
    /** How to tell which of several types comes, by the reference to what they have in common. */
    private final Map<String, JsonNode> severals = new ConcurrentHashMap<>();

    private final Map<Pattern, JsonNode> calls = new ConcurrentHashMap<>();

    private Description(JsonNode api) {
        this.api = api;
        api.path("components").path("schemas").propertyStream().forEach(schema -> {
            if (schema.getValue().has("discriminator")) {
                severals.put(SCHEMAS + schema.getKey(), schema.getValue().path("discriminator"));
            }
            takeNothingElse(schema.getValue());
        });
        api.path("paths").propertyStream().forEach(path -> calls.put(pattern(path.getKey()), path.getValue()));
    }

    public static Description committed() {
        return COMMITTED;
    }

    /**
     * Insists on an answer being one that is described, and what was sent as well where it was taken. A call that is not
     * described may only be refused.
     */
    public void hold(String method, String path, @Nullable String sent, Api.Answer answer) {
        JsonNode call = call(method, path.replaceFirst("\\?.*", ""));
        if (call == null) {
            insistOnARefusal(method, path, answer);
            return;
        }
        String name = method + " " + call.path("operationId").asString();
        JsonNode told = resolved(call.path("responses").path(String.valueOf(answer.status())));
        if (told.isMissingNode()) {
            throw new AssertionError(name + " is not described to answer " + answer.status() + ": " + answer.text());
        }
        holdHeaders(name, told.path("headers"), answer);
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

    private static void insistOnARefusal(String method, String path, Api.Answer answer) {
        boolean isOfTheApi = path.startsWith("/v1/") && !path.startsWith(OF_THE_PROVIDER);
        if (isOfTheApi && !QUESTIONS.contains(method) && answer.status() < 300) {
            throw new AssertionError(method + " " + path + " is not described, and answers " + answer.status());
        }
    }

    private void holdHeaders(String name, JsonNode told, Api.Answer answer) {
        told.propertyStream().forEach(header -> {
            JsonNode described = resolved(header.getValue());
            String value = answer.headers().getFirst(header.getKey());
            if (value != null) {
                insist(
                        name + " " + header.getKey(),
                        described.path("schema"),
                        JsonNodeFactory.instance.stringNode(value));
            } else if (described.path("required").asBoolean(false)) {
                throw new AssertionError(name + " answers " + answer.status() + " without " + header.getKey());
            }
        });
        insistOnAnAddressThatAnswers(name, answer.headers().getFirst("Location"));
        for (String header : TOLD_WHERE_THEY_COME) {
            if (answer.headers().containsHeader(header) && !told.has(header)) {
                throw new AssertionError(name + " is not described to answer " + answer.status() + " with " + header);
            }
        }
    }

    /** Where the outcome is to be read can be read. */
    private void insistOnAnAddressThatAnswers(String name, @Nullable String location) {
        if (location != null && call("GET", location.replaceFirst("\\?.*", "")) == null) {
            throw new AssertionError(name + " names " + location + ", which no GET answers");
        }
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? api.at(node.path("$ref").asString().substring(1)) : node;
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
            JsonNode line = told.path("schema");
            answer.text()
                    .lines()
                    .map(JsonMapper.shared()::readTree)
                    .forEach(value -> insist(name, one(line, value), value));
        } else if (type.getSubtype().endsWith("json")) {
            insist(name, told.path("schema"), JsonMapper.shared().readTree(answer.text()));
        }
    }

    /** What a line is of several things that it can be. */
    private JsonNode one(JsonNode schema, JsonNode value) {
        JsonNode several = severals.get(schema.path("$ref").asString(""));
        if (several == null) {
            return schema;
        }
        String name = value.path(several.path("propertyName").asString()).asString();
        return JsonNodeFactory.instance
                .objectNode()
                .put("$ref", several.path("mapping").path(name).asString("no such type: " + name));
    }

    /** Insists on a value being as a schema of the description has it. */
    public void insist(String name, JsonNode schema, JsonNode body) {
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
        return REGISTRY.getSchema(whole);
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

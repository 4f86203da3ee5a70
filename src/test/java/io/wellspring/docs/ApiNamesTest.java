package io.wellspring.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map.Entry;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The words of the API follow the rules that the page for apps gives, so that a new call cannot bring words of its own. */
class ApiNamesTest {

    private static final JsonNode API = new YAMLMapper().readTree(Path.of("api-docs/openapi.yaml"));
    private static final String SCHEMAS = "#/components/schemas/";

    /** Things that have a name of one word; whatever else is called by one would say too little in a client. */
    private static final Set<String> OF_ONE_WORD = Set.of(
            "Adjustment",
            "Mall",
            "Member",
            "Plan",
            "Problem",
            "Profile",
            "Redemption",
            "Settlement",
            "Transfer",
            "Wallet");

    /** A set of keys is as RFC 7517 has it. */
    private static final Set<String> OF_STANDARDS = Set.of("PublicKeys");

    /** A day that something counts for, the one that is not closed yet, and the one from which parameters serve. */
    private static final Set<String> DAYS = Set.of("businessDay", "openDay", "effectiveDay");

    private static final Set<String> COUNTERS = Set.of("changes", "parametersVersion");

    /** What there is one of, of all that stands before it. */
    private static final Set<String> ONE = Set.of(
            "approval",
            "closure",
            "current",
            "ending",
            "history",
            "live",
            "lock",
            "network",
            "password",
            "rejection",
            "sms-spending",
            "today",
            "wallet");

    private static final Set<String> PLACES = Set.of("v1", "me", "admin", ".well-known", "jwks.json");

    private static final String NO_NAME = ".*(Wish|View|List|Answer|Response|Dto|Body|Object|Whole|Found)";

    @Test
    void whatIsSentIsCalledARequest() {
        assertThat(sent()).isNotEmpty().allMatch(name -> name.endsWith("Request"));
        assertThat(schemas().map(Entry::getKey).filter(name -> name.endsWith("Request")))
                .as("requests that no call takes")
                .isSubsetOf(sent());
        assertThat(answered()).noneMatch(name -> name.endsWith("Request"));
    }

    @Test
    void namesSayWhatTheThingIs() {
        assertThat(schemas().map(Entry::getKey))
                .isNotEmpty()
                .allMatch(name -> name.matches("([A-Z][a-z]+){2,}") || OF_ONE_WORD.contains(name))
                .noneMatch(name -> name.matches(NO_NAME));
    }

    @Test
    void aListIsAPageOfWhatItHas() {
        assertThat(schemas()
                        .filter(schema -> schema.getValue().path("properties").has("items")))
                .isNotEmpty()
                .allSatisfy(schema -> {
                    JsonNode fields = schema.getValue().path("properties");
                    assertThat(fields.propertyNames()).containsExactlyInAnyOrder("items", "nextCursor");
                    assertThat(schema.getKey())
                            .isEqualTo(name(fields.path("items").path("items")) + "Page");
                });
        assertThat(schemas().filter(schema -> schema.getKey().endsWith("Page")))
                .allMatch(schema -> schema.getValue().path("properties").has("items"));
    }

    /** A list that is nothing but a list has `items`, whatever it is a list of. */
    @Test
    void noAnswerIsAListUnderAnotherName() {
        assertThat(schemas()
                        .filter(schema -> answered().contains(schema.getKey()))
                        .filter(schema -> schema.getValue().has("properties"))
                        .filter(schema -> schema.getValue()
                                .path("properties")
                                .valueStream()
                                .allMatch(
                                        field -> field.path("type").asString("").equals("array")))
                        .map(Entry::getKey))
                .isSubsetOf(OF_STANDARDS);
    }

    /** Codes of refusals, and their reasons, are no values of an enumeration: more come with every feature. */
    @Test
    void valuesThatAreEnumeratedAreInCapitals() {
        assertThat(Stream.concat(
                        API.findValues("enum").stream()
                                .flatMap(JsonNode::valueStream)
                                .map(JsonNode::asString),
                        API.findValues("mapping").stream().flatMap(several -> several.propertyNames().stream())))
                .hasSizeGreaterThan(100)
                .allMatch(value -> value.matches("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*"));
    }

    @Test
    void anIdIsCalledIdInItsOwnThingAlone() {
        assertThat(fields()).isNotEmpty().noneMatch(field -> field.matches("(?i)(New|Own|Waiting)?(\\w+)\\.\\2Id"));
        assertThat(variables())
                .isNotEmpty()
                .allMatch(name -> name.matches("[a-z]+([A-Z][a-z]+)*Id|businessDay|number"));
    }

    @Test
    void daysOfPlansAndCountersHaveOneWordEach() {
        assertThat(dates()).isNotEmpty().isSubsetOf(DAYS);
        assertThat(fields().map(field -> field.substring(field.indexOf('.') + 1)))
                .contains("changes", "parametersVersion", "businessDay")
                .doesNotContain("version", "day", "date");
        assertThat(schemas()
                        .flatMap(schema -> schema.getValue().path("properties").propertyStream())
                        .filter(field -> COUNTERS.contains(field.getKey())))
                .allMatch(field -> field.getValue().path("type").asString("").equals("integer"));
    }

    /** Many are in the plural, so that a word which is neither a list nor one of these few is looked at once more. */
    @Test
    void addressesAreMadeOfNouns() {
        assertThat(addresses().flatMap(address -> Stream.of(address.split("/"))))
                .hasSizeGreaterThan(100)
                .allMatch(word -> word.isEmpty()
                        || word.startsWith("{")
                        || word.matches("[a-z]+(-[a-z]+)*s")
                        || ONE.contains(word)
                        || PLACES.contains(word));
    }

    @Test
    void whatIsPostedIsOneMoreOfAListOrTheOnlyOneOfItsThing() {
        assertThat(addresses().filter(address -> API.path("paths").path(address).has("post")))
                .isNotEmpty()
                .allMatch(address -> address.endsWith("s") || ONE.contains(last(address)));
    }

    /** Names of schemas that calls take. */
    private static Set<String> sent() {
        return calls().flatMap(call -> call.path("requestBody").path("content").valueStream())
                .flatMap(ApiNamesTest::names)
                .collect(Collectors.toSet());
    }

    /** Names of schemas that calls answer with. */
    private static Set<String> answered() {
        return calls().flatMap(call -> call.path("responses").valueStream())
                .flatMap(answer -> answer.path("content").valueStream())
                .flatMap(ApiNamesTest::names)
                .collect(Collectors.toSet());
    }

    private static Stream<String> names(JsonNode content) {
        JsonNode schema = content.path("schema");
        return Stream.concat(Stream.of(schema), schema.path("oneOf").valueStream())
                .filter(one -> one.has("$ref"))
                .map(ApiNamesTest::name);
    }

    private static String name(JsonNode reference) {
        return reference.path("$ref").asString("").replace(SCHEMAS, "");
    }

    /** All fields, as `Plan.name`. */
    private static Stream<String> fields() {
        return schemas()
                .flatMap(schema -> schema.getValue().path("properties").propertyNames().stream()
                        .map(field -> schema.getKey() + "." + field));
    }

    private static Set<String> dates() {
        return schemas()
                .flatMap(schema -> schema.getValue().path("properties").propertyStream())
                .filter(field -> field.getValue().path("format").asString("").equals("date"))
                .map(Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** What stands in braces in addresses. */
    private static Set<String> variables() {
        return addresses()
                .flatMap(address -> Stream.of(address.split("/")))
                .filter(word -> word.startsWith("{"))
                .map(word -> word.substring(1, word.length() - 1))
                .collect(Collectors.toSet());
    }

    private static String last(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    private static Stream<String> addresses() {
        return API.path("paths").propertyNames().stream();
    }

    private static Stream<Entry<String, JsonNode>> schemas() {
        return List.copyOf(API.path("components").path("schemas").properties()).stream();
    }

    private static Stream<JsonNode> calls() {
        return API.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}

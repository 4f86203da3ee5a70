package io.wellspring.api;

import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is told of each call beside what its code says, as one room tells it, or all of them together.
 *
 * @param place of its chapters among those of other rooms, from 1
 * @param chapters of the calls, in the order in which a beginner needs them
 * @param groups codes that belong together, by a name
 * @param parameters by their names, which mean the same nearly wherever they stand
 * @param headers of answers, by their names
 * @param forms by names of their own
 * @param details of problems in examples, by their codes
 * @param fields by their names, or by those of their schema and their own
 * @param operations by method and path, such as {@code GET /v1/me}
 */
record ApiOperations(
        @Nullable Integer place,
        Map<String, String> chapters,
        Map<String, List<String>> groups,
        Map<String, Words> parameters,
        Map<String, Words> headers,
        Map<String, ApiForm> forms,
        Map<String, Map<String, Object>> details,
        Map<String, Words> fields,
        Map<String, Operation> operations) {

    private static final int LAST = Integer.MAX_VALUE;

    /** What a parameter, a header or a field is, and whether a header always comes. */
    record Words(String description, @Nullable Object example, boolean required) {}

    /**
     * One call.
     *
     * @param id its name in generated clients
     * @param tag the chapter that it stands in
     * @param takes headers that its code does not name
     * @param headers that its answers have for a reason of their own, by their status
     * @param request a body to begin with
     * @param requests several of them, by name
     * @param lines the body of many at once
     * @param answers what an answer looks like, by its status, where the fields alone would tell something impossible
     */
    record Operation(
            String id,
            String tag,
            @Nullable List<String> groups,
            @Nullable List<String> refuses,
            @Nullable List<String> takes,
            @Nullable Map<String, List<String>> headers,
            @Nullable Object request,
            @Nullable Map<String, Object> requests,
            @Nullable String lines,
            @Nullable Map<String, Object> answers) {

        @Nullable
        Object answer(String status) {
            return answers == null ? null : answers.get(status);
        }

        List<String> headersOf(String status) {
            return headers == null ? List.of() : headers.getOrDefault(status, List.of());
        }
    }

    ApiOperations {
        place = place == null ? LAST : place;
        chapters = orNone(chapters);
        groups = orNone(groups);
        parameters = orNone(parameters);
        headers = orNone(headers);
        forms = orNone(forms);
        details = orNone(details);
        fields = orNone(fields);
        operations = orNone(operations);
    }

    Operation of(String method, String path) {
        return Objects.requireNonNull(operations.get(method + " " + path), () -> "not told of: " + method + " " + path);
    }

    Words parameter(String call, String name) {
        return Objects.requireNonNull(
                parameters.getOrDefault(call + " " + name, parameters.get(name)), () -> "not told of: " + name);
    }

    /** The forms of a field, or of a parameter or header, whose owner is named so. */
    List<ApiForm> formsOf(String owner, String name) {
        return forms.values().stream().filter(form -> form.isOf(owner, name)).toList();
    }

    @Nullable
    Words field(String schema, String name) {
        return fields.getOrDefault(schema + "." + name, fields.get(name));
    }

    /** What a call refuses of its own accord, and not for a reason that many share. */
    Set<RefusalCode> ownRefusals(Operation operation) {
        Stream<String> grouped = orNone(operation.groups()).stream()
                .flatMap(group -> Objects.requireNonNull(groups.get(group), group).stream());
        Set<RefusalCode> codes = new HashSet<>();
        Stream.concat(grouped, orNone(operation.refuses()).stream())
                .map(RefusalCodes::of)
                .forEach(codes::add);
        return codes;
    }

    private static <T> Map<String, T> orNone(@Nullable Map<String, T> given) {
        return given == null ? Map.of() : given;
    }

    static List<String> orNone(@Nullable List<String> given) {
        return given == null ? List.of() : given;
    }
}

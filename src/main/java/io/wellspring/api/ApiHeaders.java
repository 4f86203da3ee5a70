package io.wellspring.api;

import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Writes down which headers come with an answer. */
final class ApiHeaders {

    private static final List<String> OF_ALL = List.of("X-Trace-Id", "Date");
    private static final List<String> OF_PROBLEMS = List.of("Content-Language");

    /** They come with problems too, where they tell nothing that the last answer did not tell. */
    private static final List<String> OF_RATES = List.of("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");

    private static final Map<Integer, List<String>> OF_STATUS = Map.of(
            401,
            List.of("WWW-Authenticate"),
            429,
            Stream.concat(OF_RATES.stream(), Stream.of("Retry-After")).toList(),
            503,
            List.of("Retry-After"));

    private ApiHeaders() {}

    /** All that there are, once, for answers to refer to. */
    static Map<String, Header> all(ApiOperations operations) {
        Map<String, Header> all = new LinkedHashMap<>();
        operations.headers().forEach((name, told) -> {
            Header header = new Header().description(told.description()).schema(ApiWords.text());
            // Where it may be missing, nothing is said of it.
            header.setRequired(told.required() ? true : null);
            operations.formsOf("header", name).forEach(form -> form.shape(header.getSchema()));
            all.put(name, header);
        });
        return all;
    }

    /** What comes with every problem of a status. */
    static Map<String, Header> ofProblem(int status) {
        return referred(Stream.of(OF_ALL, OF_PROBLEMS, OF_STATUS.getOrDefault(status, List.of())));
    }

    static void describe(ApiResponse answer, List<String> own) {
        answer.setHeaders(referred(Stream.of(OF_ALL, OF_RATES, own)));
    }

    private static Map<String, Header> referred(Stream<List<String>> names) {
        Map<String, Header> headers = new LinkedHashMap<>();
        names.flatMap(List::stream).forEach(name -> headers.put(name, reference(name)));
        return headers;
    }

    private static Header reference(String name) {
        return new Header().$ref("#/components/headers/" + name);
    }
}

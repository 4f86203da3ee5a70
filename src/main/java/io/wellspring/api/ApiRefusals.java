package io.wellspring.api;

import static io.wellspring.api.CallRefusal.*;
import static io.wellspring.refusal.GeneralRefusal.*;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.wellspring.refusal.Problem;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalCodes;
import io.wellspring.refusal.RefusalTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Writes down what a call may refuse: its own reasons, and those that follow from its form. */
final class ApiRefusals {

    private static final String PROBLEM = "application/problem+json";
    private static final String TRACE_ID = "8225dd35c701f80d445ebda42aad2ff9";

    private static final Set<RefusalCode> OF_ALL =
            Set.of(BAD_REQUEST, UNKNOWN_PARAMETER, NOT_ACCEPTABLE, TOO_MANY_REQUESTS, BUSY, UNEXPECTED);
    private static final Set<RefusalCode> OF_CALLERS = Set.of(UNAUTHENTICATED, TOKEN_EXPIRED, SESSION_ENDED, FORBIDDEN);
    private static final Set<RefusalCode> OF_BODIES = Set.of(
            MALFORMED_JSON,
            UNKNOWN_FIELD,
            WRONG_TYPE,
            MISSING_FIELD,
            INVALID_FIELD,
            BODY_TOO_LARGE,
            BODY_TOO_SLOW,
            UNSUPPORTED_MEDIA_TYPE);
    private static final Set<RefusalCode> OFTEN_ALONE = Set.of(
            FORBIDDEN,
            NO_SUCH_RESOURCE,
            NOT_ACCEPTABLE,
            BODY_TOO_SLOW,
            BODY_TOO_LARGE,
            UNSUPPORTED_MEDIA_TYPE,
            TOO_MANY_REQUESTS,
            UNEXPECTED,
            BUSY);

    private ApiRefusals() {}

    /** One problem for each code, as it reads in English, with these details. */
    static Map<String, Example> examples(Map<String, Map<String, Object>> details) {
        Map<String, Example> examples = new TreeMap<>();
        for (RefusalCode code : RefusalCodes.all()) {
            Refusal refusal = Refusal.of(code);
            details.getOrDefault(code.text(), Map.of()).forEach(refusal::with);
            Problem problem = Problem.of(refusal, RefusalTexts.ENGLISH, TRACE_ID);
            examples.put(code.text(), new Example().summary(problem.detail()).value(shown(problem)));
        }
        return examples;
    }

    /** What comes with a code that is the only one of its status: many calls share it. */
    static Map<String, ApiResponse> alone() {
        Map<String, ApiResponse> responses = new TreeMap<>();
        OFTEN_ALONE.forEach(
                code -> responses.put(code.text(), response(code.kind().status(), List.of(code))));
        return responses;
    }

    /** Adds a response for each status, which names the codes that come with it. */
    static void describe(Operation call, boolean open, Set<RefusalCode> own) {
        Map<Integer, List<RefusalCode>> byStatus = codes(call, open, own).stream()
                .collect(Collectors.groupingBy(code -> code.kind().status(), TreeMap::new, Collectors.toList()));
        ApiResponses responses = call.getResponses();
        byStatus.forEach((status, codes) -> responses.addApiResponse(String.valueOf(status), referred(status, codes)));
    }

    private static ApiResponse referred(int status, List<RefusalCode> codes) {
        return codes.size() == 1 && OFTEN_ALONE.contains(codes.get(0))
                ? new ApiResponse()
                        .$ref("#/components/responses/" + codes.get(0).text())
                : response(status, codes);
    }

    private static Set<RefusalCode> codes(Operation call, boolean open, Set<RefusalCode> own) {
        Set<RefusalCode> codes = new TreeSet<>(RefusalCodes.BY_TEXT);
        codes.addAll(OF_ALL);
        codes.addAll(own);
        if (!open) {
            codes.addAll(OF_CALLERS);
        }
        if (call.getRequestBody() != null) {
            codes.addAll(OF_BODIES);
        }
        if (takes(call, "path", null)) {
            codes.add(NO_SUCH_RESOURCE);
        }
        if (takes(call, "query", null)) {
            codes.add(INVALID_FIELD);
        }
        if (takes(call, "query", "cursor")) {
            codes.add(INVALID_CURSOR);
        }
        if (takes(call, "header", "Idempotency-Key")) {
            codes.addAll(Set.of(IDEMPOTENCY_KEY_REQUIRED, KEY_REUSED, COMMAND_FAILED));
        }
        return codes;
    }

    private static boolean takes(Operation call, String in, @Nullable String name) {
        return call.getParameters() != null
                && call.getParameters().stream()
                        .anyMatch(taken -> taken.getIn().equals(in)
                                && (name == null || taken.getName().equals(name)));
    }

    private static ApiResponse response(int status, List<RefusalCode> codes) {
        MediaType problem = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        for (RefusalCode code : codes) {
            problem.addExamples(code.text(), new Example().$ref("#/components/examples/" + code.text()));
        }
        return new ApiResponse()
                .description(HttpStatus.valueOf(status).getReasonPhrase() + ": "
                        + codes.stream().map(code -> "`" + code.text() + "`").collect(Collectors.joining(", ")))
                .headers(ApiHeaders.ofProblem(status))
                .content(new Content().addMediaType(PROBLEM, problem));
    }

    /** As a map, for an example says nothing of what is not there. */
    private static Map<String, Object> shown(Problem problem) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("type", problem.type());
        shown.put("title", problem.title());
        shown.put("status", problem.status());
        shown.put("detail", problem.detail());
        shown.put("code", problem.code());
        if (!problem.about().isEmpty()) {
            shown.put("about", problem.about());
        }
        shown.put("traceId", problem.traceId());
        return shown;
    }
}

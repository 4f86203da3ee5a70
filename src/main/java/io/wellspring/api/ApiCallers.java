package io.wellspring.api;

import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.wellspring.refusal.RefusalCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Who may call what, as the description tells it; a test holds it to what the application lets pass. */
final class ApiCallers {

    private static final String MEMBER = "member";
    private static final String OPERATOR = "operator";
    private static final String MALL = "mall";

    private static final Pattern OPEN = Pattern.compile(
            "POST /v1/(sms-codes|registrations|tokens|password-resets)|GET /v1/plans.*|GET /.well-known/.*");

    private ApiCallers() {}

    static Map<String, SecurityScheme> all() {
        Map<String, SecurityScheme> all = new LinkedHashMap<>();
        all.put(MEMBER, bearer("The access token of a member, who joins or signs in"));
        all.put(OPERATOR, bearer("The access token of an operator, who signs in with a name and a password"));
        all.put(MALL, bearer("The access token of a mall, by the grant clientCredentials"));
        return all;
    }

    /** One of them is enough; none is needed where there is none. */
    static List<SecurityRequirement> of(String method, String path) {
        String call = method + " " + path;
        return OPEN.matcher(call).matches()
                ? List.of()
                : schemes(call, path)
                        .map(scheme -> new SecurityRequirement().addList(scheme))
                        .toList();
    }

    /** What an address refuses to every caller. */
    static Set<RefusalCode> refusalsAt(String path) {
        return isOfOperators(path) ? Set.of(CallRefusal.NETWORK_NOT_ALLOWED) : Set.of();
    }

    private static boolean isOfOperators(String path) {
        return path.startsWith("/v1/admin/");
    }

    private static Stream<String> schemes(String call, String path) {
        return switch (call) {
            case "DELETE /v1/tokens/current" -> Stream.of(MEMBER, OPERATOR);
            default -> Stream.of(ofPath(path));
        };
    }

    private static String ofPath(String path) {
        if (path.startsWith("/v1/paid-orders")) {
            return MALL;
        }
        return isOfOperators(path) ? OPERATOR : MEMBER;
    }

    private static SecurityScheme bearer(String whose) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(whose);
    }
}

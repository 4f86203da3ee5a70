package io.wellspring.api;

import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.wellspring.refusal.RefusalCode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who may call what, as the description tells it. */
final class ApiCallers {

    private ApiCallers() {}

    static Map<String, SecurityScheme> all() {
        Map<String, SecurityScheme> all = new LinkedHashMap<>();
        all.put(name(Caller.MEMBER), bearer("The access token of a member, who joins or signs in"));
        all.put(
                name(Caller.OPERATOR),
                bearer("The access token of an operator, who signs in with a name and a password"));
        all.put(name(Caller.MALL), bearer("The access token of a mall, by the grant clientCredentials"));
        return all;
    }

    /** One of them is enough; none is needed where there is none. */
    static List<SecurityRequirement> of(Set<Caller> callers) {
        return callers.stream()
                .filter(caller -> caller != Caller.ANYBODY)
                .sorted()
                .map(caller -> new SecurityRequirement().addList(name(caller)))
                .toList();
    }

    /** What is refused to every caller. */
    static Set<RefusalCode> refusals(Set<Caller> callers) {
        return callers.equals(Set.of(Caller.OPERATOR)) ? Set.of(CallRefusal.NETWORK_NOT_ALLOWED) : Set.of();
    }

    private static String name(Caller caller) {
        return caller.name().toLowerCase(Locale.ROOT);
    }

    private static SecurityScheme bearer(String whose) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .bearerFormat("JWT")
                .description(whose);
    }
}

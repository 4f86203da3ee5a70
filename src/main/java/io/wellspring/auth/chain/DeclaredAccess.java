package io.wellspring.auth.chain;

import io.wellspring.api.Caller;
import io.wellspring.api.DeclaredCallers;
import io.wellspring.auth.caller.SignedIn;
import java.util.Set;
import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** Lets a caller with a token pass where the call declares such callers, and nowhere else. */
final class DeclaredAccess implements ReactiveAuthorizationManager<AuthorizationContext> {

    private final DeclaredCallers declared;

    DeclaredAccess(DeclaredCallers declared) {
        this.declared = declared;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> caller, AuthorizationContext context) {
        Set<Caller> callers = declared.of(context.getExchange());
        return callers.isEmpty()
                ? Mono.just(new AuthorizationDecision(false))
                : AuthorityReactiveAuthorizationManager.<AuthorizationContext>hasAnyRole(roles(callers))
                        .authorize(caller, context);
    }

    private static String[] roles(Set<Caller> callers) {
        return callers.stream().map(DeclaredAccess::role).toArray(String[]::new);
    }

    /** The role that {@link CallerConverter} gives those who show such a token; nobody has that of anybody. */
    private static String role(Caller caller) {
        return switch (caller) {
            case MEMBER -> SignedIn.Kind.MEMBER.name();
            case OPERATOR -> SignedIn.Kind.OPERATOR.name();
            case MALL -> SignedIn.Kind.CLIENT.name();
            case ANYBODY -> caller.name();
        };
    }
}

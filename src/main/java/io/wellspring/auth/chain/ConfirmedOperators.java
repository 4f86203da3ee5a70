package io.wellspring.auth.chain;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.Sessions;
import io.wellspring.refusal.Refusal;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Asks PostgreSQL before each call of an operator whether the session stands: what operators do is never decided on a
 * word of Redis that came late. Stands behind the rules, so that only operators come here.
 */
final class ConfirmedOperators implements WebFilter {

    private final ServerWebExchangeMatcher callsOfOperators;
    private final Sessions sessions;

    ConfirmedOperators(ServerWebExchangeMatcher callsOfOperators, Sessions sessions) {
        this.callsOfOperators = callsOfOperators;
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return callsOfOperators
                .matches(exchange)
                .filter(MatchResult::isMatch)
                .flatMap(match -> confirm().thenReturn(true))
                .then(Mono.defer(() -> chain.filter(exchange)));
    }

    private Mono<Void> confirm() {
        return ReactiveSecurityContextHolder.getContext()
                .map(context -> (SignedIn) context.getAuthentication().getPrincipal())
                .switchIfEmpty(Mono.error(() -> Refusal.of(CallRefusal.UNAUTHENTICATED)))
                .flatMap(sessions::confirm);
    }
}

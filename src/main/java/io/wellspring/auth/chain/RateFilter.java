package io.wellspring.auth.chain;

import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.limit.Allowance;
import io.wellspring.limit.ClientAddress;
import io.wellspring.limit.RatedBy;
import io.wellspring.limit.Rates;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Holds every request to its caller's rate: a signed-in one to what was counted when the token was looked at, all
 * others to their address. A stream counts once, when it is opened.
 */
final class RateFilter implements WebFilter {

    private static final String COUNTED = RateFilter.class.getName();

    private final Rates rates;
    private final KeyedHash hash;

    RateFilter(Rates rates, KeyedHash hash) {
        this.rates = rates;
        this.hash = hash;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return admit(exchange).then(chain.filter(exchange));
    }

    private Mono<Void> admit(ServerWebExchange exchange) {
        exchange.getAttributes().put(COUNTED, true);
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(SecurityContext::getAuthentication)
                .map(caller -> (Allowance) caller.getDetails())
                .switchIfEmpty(Mono.defer(() -> ofAddress(exchange)))
                .flatMap(allowance -> allowance.admit(exchange.getResponse().getHeaders()));
    }

    /** Counts a caller whose token was no good by the address; such a request never comes through the filter. */
    Mono<Void> admitUnknown(ServerWebExchange exchange) {
        return exchange.getAttribute(COUNTED) == null ? admit(exchange) : Mono.empty();
    }

    private Mono<Allowance> ofAddress(ServerWebExchange exchange) {
        return rates.take(RatedBy.ADDRESS, hash.of("rate-address", ClientAddress.of(exchange)));
    }
}

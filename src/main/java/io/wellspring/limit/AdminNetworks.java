package io.wellspring.limit;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Keeps the calls of operators closed to networks that are not named, with or without a token. Where a proxy that is not
 * trusted says whom it calls for, nobody knows where the request comes from, and it is refused as well.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 4)
class AdminNetworks implements WebFilter {

    private static final PathPattern CLOSED = PathPatternParser.defaultInstance.parse("/v1/admin/**");

    private final Networks open;

    AdminNetworks(LimitSettings settings) {
        this.open = Networks.of(settings.adminNetworks(), MalformedNetwork.Setting.WELLSPRING_ADMIN_NETWORKS);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isClosed(exchange) && !isInside(exchange)
                ? Mono.error(Refusal.of(CallRefusal.NETWORK_NOT_ALLOWED))
                : chain.filter(exchange);
    }

    private static boolean isClosed(ServerWebExchange exchange) {
        return CLOSED.matches(exchange.getRequest().getPath().pathWithinApplication());
    }

    private boolean isInside(ServerWebExchange exchange) {
        return !ForwardedFor.comesThroughAStranger(exchange)
                && open.contain(exchange.getRequest().getRemoteAddress());
    }
}

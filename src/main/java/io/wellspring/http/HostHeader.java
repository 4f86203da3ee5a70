package io.wellspring.http;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a host that cannot be one, or two of them, before anything reads it and fails. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class HostHeader implements WebFilter {

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return isHost(exchange.getRequest().getHeaders())
                ? chain.filter(exchange)
                : Mono.error(Refusal.of(GeneralRefusal.BAD_REQUEST));
    }

    private static boolean isHost(HttpHeaders headers) {
        try {
            headers.getHost();
            return headers.getOrEmpty(HttpHeaders.HOST).size() < 2;
        } catch (IllegalArgumentException noPort) {
            return false;
        }
    }
}

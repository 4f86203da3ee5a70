package io.wellspring.api;

import java.time.Clock;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Tells with every answer what time it is, in the header {@code Date}: the clocks of phones are wrong. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswerDate implements WebFilter {

    private final Clock clock;

    AnswerDate(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        exchange.getResponse().getHeaders().setDate(clock.millis());
        return chain.filter(exchange);
    }
}

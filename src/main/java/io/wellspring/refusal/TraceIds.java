package io.wellspring.refusal;

import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Gives every request a trace id of our own making, told in a header, in problems and in the log. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class TraceIds implements WebFilter {

    private static final String ATTRIBUTE = TraceIds.class.getName();

    /** The trace id of a request, 32 hexadecimal digits. */
    public static String of(ServerWebExchange exchange) {
        return Objects.requireNonNullElse(exchange.getAttribute(ATTRIBUTE), "none");
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String traceId = fresh();
        exchange.getAttributes().put(ATTRIBUTE, traceId);
        exchange.getResponse().getHeaders().set("X-Trace-Id", traceId);
        return chain.filter(exchange);
    }

    /** Not from secure randomness, which reads from the system and so may block an event loop. */
    private static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }
}

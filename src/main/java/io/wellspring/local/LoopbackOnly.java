package io.wellspring.local;

import io.wellspring.refusal.ProblemHandler;
import io.wellspring.refusal.Refusal;
import java.net.InetSocketAddress;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers only those who call this computer by its own name. A page from elsewhere whose name was made to point here
 * would otherwise read the outbox through the browser of somebody who looks at it.
 */
@Component
@Profile("local")
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class LoopbackOnly implements WebFilter {

    private static final Set<String> NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1", "0:0:0:0:0:0:0:1");

    private final ProblemHandler problems;

    LoopbackOnly(ProblemHandler problems) {
        this.problems = problems;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress host = exchange.getRequest().getHeaders().getHost();
        return isOwn(host)
                ? chain.filter(exchange)
                : problems.handle(exchange, Refusal.of(LocalRefusal.HOST_NOT_SERVED));
    }

    private static boolean isOwn(@Nullable InetSocketAddress host) {
        return host != null && NAMES.contains(host.getHostString());
    }
}

package io.wellspring.limit;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives a request that came through our proxies its true address, before anything else looks. {@code X-Forwarded-For}
 * is read from the right, where our own proxies wrote; the first address that is none of them is the client. What
 * stands to the left of it is the client's own invention.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class ForwardedFor implements WebFilter {

    private static final String HEADER = "X-Forwarded-For";

    /** No chain of proxies is as long, so that a long header costs nothing. */
    private static final int MAX_HOPS = 32;

    private final List<Network> trusted;

    ForwardedFor(LimitSettings settings) {
        this.trusted = settings.trustedProxies().stream().map(Network::parse).toList();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress neighbour = exchange.getRequest().getRemoteAddress();
        if (!isTrusted(neighbour)) {
            return chain.filter(exchange);
        }
        InetSocketAddress client =
                client(neighbour, exchange.getRequest().getHeaders().getOrEmpty(HEADER));
        return chain.filter(exchange.mutate()
                .request(request -> request.remoteAddress(client))
                .build());
    }

    /** An entry that cannot be read ends the walk: the hop before it, which is known, counts as the client. */
    private InetSocketAddress client(InetSocketAddress neighbour, List<String> headers) {
        HopsFromTheRight hops = new HopsFromTheRight(headers);
        InetSocketAddress known = neighbour;
        for (int walked = 0; walked < MAX_HOPS && isTrusted(known); walked++) {
            Optional<InetSocketAddress> hop = hops.next().flatMap(IpLiteral::hop);
            if (hop.isEmpty()) {
                return known;
            }
            known = hop.get();
        }
        return known;
    }

    private boolean isTrusted(@Nullable InetSocketAddress hop) {
        return hop != null
                && hop.getAddress() != null
                && trusted.stream().anyMatch(network -> network.contains(hop.getAddress()));
    }
}

package io.wellspring.limit;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
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
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class ForwardedFor implements WebFilter {

    private static final String HEADER = "X-Forwarded-For";

    /** No chain of proxies is as long, so that a long header costs nothing. */
    private static final int MAX_HOPS = 32;

    private static final String FROM_OUR_PROXY = ForwardedFor.class.getName();

    private final Networks trusted;

    ForwardedFor(LimitSettings settings) {
        this.trusted = Networks.of(settings.trustedProxies(), MalformedNetwork.Setting.WELLSPRING_TRUSTED_PROXIES);
    }

    /** Whether a proxy that is none of ours says whom it calls for, so that the address of the request is its own. */
    static boolean comesThroughAStranger(ServerWebExchange exchange) {
        return exchange.getAttribute(FROM_OUR_PROXY) == null
                && exchange.getRequest().getHeaders().containsHeader(HEADER);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        InetSocketAddress neighbour = exchange.getRequest().getRemoteAddress();
        if (neighbour == null || !trusted.contain(neighbour)) {
            return chain.filter(exchange);
        }
        exchange.getAttributes().put(FROM_OUR_PROXY, true);
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
        for (int walked = 0; walked < MAX_HOPS && trusted.contain(known); walked++) {
            Optional<InetSocketAddress> hop = hops.next().flatMap(IpLiteral::hop);
            if (hop.isEmpty()) {
                return known;
            }
            known = hop.get();
        }
        return known;
    }
}

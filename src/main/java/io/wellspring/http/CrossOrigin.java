package io.wellspring.http;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Lets browsers call for pages of other origins (CORS), those that a setting names and no others, and never what operators
 * do. It refuses nobody: an origin alone says nothing of who calls, and behind a proxy our own looks foreign. Without the
 * headers a browser keeps the answer from a page by itself.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class CrossOrigin implements WebFilter {

    private static final PathPattern CALLS = PathPatternParser.defaultInstance.parse("/v1/**");
    private static final PathPattern OF_OPERATORS = PathPatternParser.defaultInstance.parse("/v1/admin/**");

    private static final List<HttpMethod> METHODS = List.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final List<String> SENT =
            List.of("Authorization", "Content-Type", "Idempotency-Key", "Accept-Language", "If-None-Match");
    private static final List<String> SHOWN = List.of(
            "Location",
            "Retry-After",
            "RateLimit-Limit",
            "RateLimit-Remaining",
            "RateLimit-Reset",
            "X-Trace-Id",
            "ETag",
            "Date");

    /** No browser remembers it for longer. */
    private static final long REMEMBERED_SECONDS = 7_200;

    private final Set<String> origins;

    CrossOrigin(@Value("${wellspring.cors.origins:}") List<String> origins) {
        this.origins = origins.stream().map(String::strip).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (origins.isEmpty() || !isOpen(exchange.getRequest().getPath().pathWithinApplication())) {
            return chain.filter(exchange);
        }
        HttpHeaders answer = exchange.getResponse().getHeaders();
        // Also where the origin is another one: what a cache keeps for it would be given to those that may.
        answer.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        String origin = exchange.getRequest().getHeaders().getOrigin();
        if (!isNamed(origin)) {
            return chain.filter(exchange);
        }
        answer.setAccessControlAllowOrigin(origin);
        answer.setAccessControlExposeHeaders(SHOWN);
        return asksFirst(exchange.getRequest()) ? permit(exchange) : chain.filter(exchange);
    }

    private static boolean isOpen(PathContainer path) {
        return CALLS.matches(path) && !OF_OPERATORS.matches(path);
    }

    private boolean isNamed(@Nullable String origin) {
        return origin != null && origins.contains(origin);
    }

    /** A browser asks before it sends what a form could not, and cannot send a token with the question. */
    private static boolean asksFirst(ServerHttpRequest request) {
        return request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().containsHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static Mono<Void> permit(ServerWebExchange exchange) {
        HttpHeaders answer = exchange.getResponse().getHeaders();
        answer.setAccessControlAllowMethods(METHODS);
        answer.setAccessControlAllowHeaders(SENT);
        answer.setAccessControlMaxAge(REMEMBERED_SECONDS);
        exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
        return exchange.getResponse().setComplete();
    }
}

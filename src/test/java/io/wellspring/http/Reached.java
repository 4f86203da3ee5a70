package io.wellspring.http;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Notes which calls of the application requests came through to. */
@TestConfiguration(proxyBeanMethods = false)
class Reached {

    private final List<Object> handlers = new CopyOnWriteArrayList<>();

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebFilter notesWhatIsReached() {
        return (exchange, chain) -> {
            // Before the answer goes out, because the next call may be made as soon as it is there.
            exchange.getResponse().beforeCommit(() -> Mono.fromRunnable(() -> note(exchange)));
            return chain.filter(exchange);
        };
    }

    private void note(ServerWebExchange exchange) {
        Object handler = exchange.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
        if (handler != null) {
            handlers.add(handler);
        }
    }

    /** What was reached since the last time. */
    List<Object> taken() {
        List<Object> taken = List.copyOf(handlers);
        handlers.clear();
        return taken;
    }

    /** One way to call the application, with an address that it would take. */
    record Call(HttpMethod method, String path, String contentType) {

        Map<String, String> headers(String accept) {
            return Map.of("Accept", accept, "Content-Type", contentType, "Idempotency-Key", "hostile");
        }

        String caller() {
            if (path.startsWith("/v1/admin")) {
                return "operator";
            }
            return path.startsWith("/v1/paid-orders") ? "mall" : "member";
        }
    }

    /** All ways to call it that may change something. */
    static List<Call> changing(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(handler -> handler.getValue().getBeanType().getName().startsWith("io.wellspring."))
                .flatMap(handler -> handler.getKey().getMethodsCondition().getMethods().stream()
                        .map(method -> call(method.asHttpMethod(), handler.getKey())))
                .filter(call -> call.method() != HttpMethod.GET)
                .toList();
    }

    private static Call call(HttpMethod method, RequestMappingInfo mapping) {
        String path =
                mapping.getPatternsCondition().getPatterns().iterator().next().getPatternString();
        String contentType = mapping.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(Object::toString)
                .findFirst()
                .orElse("application/json");
        return new Call(method, path.replaceAll("\\{\\w+}", "1"), contentType);
    }
}

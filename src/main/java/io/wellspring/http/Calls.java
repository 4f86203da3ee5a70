package io.wellspring.http;

import java.util.List;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import reactor.core.publisher.Mono;

/** The calls that there are, for those who have to decide before one is made. */
@Component
public class Calls implements SmartInitializingSingleton {

    private final RequestMappingHandlerMapping mapping;
    private final SingletonSupplier<List<PathPattern>> addresses;

    Calls(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
        this.addresses = SingletonSupplier.of(() -> mapping.getHandlerMethods().keySet().stream()
                .flatMap(call -> call.getPatternsCondition().getPatterns().stream())
                .distinct()
                .toList());
    }

    /** Before the first request: many at once would wait for each other on event loops. */
    @Override
    public void afterSingletonsInstantiated() {
        addresses.obtain();
    }

    /** Whether some call has the address of a request, by whatever method. */
    public boolean haveAddressOf(ServerWebExchange exchange) {
        return addresses.obtain().stream()
                .anyMatch(address ->
                        address.matches(exchange.getRequest().getPath().pathWithinApplication()));
    }

    /** Completes where the request is for a call and may be answered; refuses as the call itself would be refused. */
    public Mono<Void> admit(ServerWebExchange exchange) {
        return mapping.getHandler(exchange).then();
    }
}

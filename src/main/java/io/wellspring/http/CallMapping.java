package io.wellspring.http;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Finds the call that a request is for, and refuses it before it is made where its answer could not be given in a form
 * that the caller accepts, or where a parameter is not known. Left to whoever writes the answer, the refusal would
 * come when the call has taken effect.
 */
final class CallMapping extends RequestMappingHandlerMapping {

    private final KnownParameters parameters = new KnownParameters();

    /** A call that says nothing of it answers in JSON. */
    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> type) {
        RequestMappingInfo mapping = super.getMappingForMethod(method, type);
        return mapping == null
                        || !mapping.getProducesCondition().isEmpty()
                        || !type.getPackageName().startsWith("io.wellspring")
                ? mapping
                : mapping.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build();
    }

    @Override
    protected void handleMatch(RequestMappingInfo mapping, HandlerMethod call, ServerWebExchange exchange) {
        parameters.refuseOthers(call, exchange.getRequest().getQueryParams().keySet());
        super.handleMatch(mapping, call, exchange);
    }
}

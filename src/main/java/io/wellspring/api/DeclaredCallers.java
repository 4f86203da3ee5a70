package io.wellspring.api;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Who may call what, as the controllers themselves declare it by {@link CallableBy}. What is not declared is nobody's. */
@Component
public class DeclaredCallers {

    private static final String FOUND = DeclaredCallers.class.getName();
    private static final String HOUSE = "io.wellspring.";

    private final SingletonSupplier<List<Call>> calls;

    DeclaredCallers(
            @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping,
            ObjectProvider<OpenAddresses> open) {
        this.calls = SingletonSupplier.of(
                () -> Stream.concat(declared(mapping), open.stream().flatMap(DeclaredCallers::opened))
                        .toList());
    }

    /**
     * Who may make the call that a request is for. Where its address takes other methods alone, who may use those with a
     * token, because only they shall read which methods there are; where nothing has its address, nobody.
     */
    public Set<Caller> of(ServerWebExchange exchange) {
        Set<Caller> found = exchange.getAttribute(FOUND);
        if (found == null) {
            found = of(
                    exchange.getRequest().getMethod(),
                    exchange.getRequest().getPath().pathWithinApplication());
            exchange.getAttributes().put(FOUND, found);
        }
        return found;
    }

    /** Who may make the call that is mapped to just this pattern. */
    Set<Caller> of(String method, String pattern) {
        return common(calls.obtain().stream()
                .filter(call -> call.address.getPatternString().equals(pattern))
                .filter(call -> call.takes(HttpMethod.valueOf(method)))
                .toList());
    }

    private Set<Caller> of(HttpMethod method, PathContainer path) {
        List<Call> there = calls.obtain().stream()
                .filter(call -> call.address.matches(path))
                .toList();
        List<Call> meant = there.stream().filter(call -> call.takes(method)).toList();
        if (!meant.isEmpty()) {
            return common(meant);
        }
        Set<Caller> others = common(there);
        others.remove(Caller.ANYBODY);
        return others;
    }

    /** Where several calls could be meant, only those who may make each of them. */
    private static Set<Caller> common(List<Call> calls) {
        Set<Caller> common = calls.isEmpty() ? EnumSet.noneOf(Caller.class) : EnumSet.allOf(Caller.class);
        calls.forEach(call -> common.retainAll(call.callers));
        return common;
    }

    private static Stream<Call> declared(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .filter(call -> call.getValue().getBeanType().getName().startsWith(HOUSE))
                .flatMap(call -> calls(call.getKey(), declaredBy(call.getValue())));
    }

    private static Stream<Call> calls(RequestMappingInfo mapping, Set<Caller> callers) {
        Set<HttpMethod> methods = mapping.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::asHttpMethod)
                .collect(Collectors.toUnmodifiableSet());
        return mapping.getPatternsCondition().getPatterns().stream()
                .map(address -> new Call(methods, address, callers));
    }

    private static Stream<Call> opened(OpenAddresses open) {
        return open.patterns().stream()
                .map(PathPatternParser.defaultInstance::parse)
                .map(address -> new Call(Set.of(HttpMethod.GET), address, Set.of(Caller.ANYBODY)));
    }

    private static Set<Caller> declaredBy(HandlerMethod call) {
        CallableBy own = AnnotatedElementUtils.findMergedAnnotation(call.getMethod(), CallableBy.class);
        CallableBy counting =
                own == null ? AnnotatedElementUtils.findMergedAnnotation(call.getBeanType(), CallableBy.class) : own;
        return counting == null ? Set.of() : Set.of(counting.value());
    }

    /** @param methods that it takes; all where there is none */
    private record Call(Set<HttpMethod> methods, PathPattern address, Set<Caller> callers) {

        boolean takes(HttpMethod method) {
            return methods.isEmpty()
                    || methods.contains(method)
                    || method == HttpMethod.HEAD && methods.contains(HttpMethod.GET);
        }
    }
}

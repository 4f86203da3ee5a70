package io.wellspring.http;

import io.swagger.v3.oas.annotations.Hidden;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;

/**
 * Which parameters a call takes in its address. One that it does not know is refused, so that no typing mistake is lost.
 * Calls that the API does not describe may be sent anything: providers add parameters as they like.
 */
final class KnownParameters {

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    void refuseOthers(HandlerMethod call, Set<String> sent) {
        if (sent.isEmpty() || !isDescribed(call.getBeanType())) {
            return;
        }
        Set<String> taken = known.computeIfAbsent(call.getMethod(), KnownParameters::of);
        for (String name : sent) {
            if (!taken.contains(name)) {
                throw Refusal.of(GeneralRefusal.UNKNOWN_PARAMETER).with("parameter", name);
            }
        }
    }

    private static boolean isDescribed(Class<?> controller) {
        return controller.getPackageName().startsWith("io.wellspring")
                && !AnnotatedElementUtils.hasAnnotation(controller, Hidden.class);
    }

    private static Set<String> of(Method call) {
        return Arrays.stream(call.getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestParam.class))
                .map(KnownParameters::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String name(Parameter parameter) {
        String given = parameter.getAnnotation(RequestParam.class).name();
        String other = parameter.getAnnotation(RequestParam.class).value();
        if (!given.isEmpty()) {
            return given;
        }
        return other.isEmpty() ? parameter.getName() : other;
    }
}

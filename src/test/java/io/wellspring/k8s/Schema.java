package io.wellspring.k8s;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Finds what the schema of an object does not know, or what an operator's own kind does not. */
final class Schema {

    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Schema() {}

    /** Paths of fields that nobody would read. */
    static List<String> faults(HasMetadata object) {
        if (object instanceof GenericKubernetesResource foreign) {
            return faultsOfOperator(foreign);
        }
        List<String> faults = new ArrayList<>();
        walk(object, object.getKind() + " " + object.getMetadata().getName(), faults);
        return faults;
    }

    private static List<String> faultsOfOperator(GenericKubernetesResource object) {
        Class<?> spec = OperatorKinds.specs().get(object.getApiVersion() + " " + object.getKind());
        if (spec == null) {
            return List.of("unknown kind " + object.getKind());
        }
        Map<String, Object> fields = object.getAdditionalProperties();
        if (!fields.keySet().equals(Set.of("spec"))) {
            return List.of(object.getKind() + " has " + fields.keySet());
        }
        try {
            STRICT.convertValue(fields.get("spec"), spec);
            return List.of();
        } catch (JacksonException unknown) {
            return List.of(object.getKind() + ": " + unknown.getOriginalMessage());
        }
    }

    private static void walk(@Nullable Object value, String path, List<String> faults) {
        if (value instanceof Collection<?> values) {
            values.forEach(each -> walk(each, path + "[]", faults));
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((name, each) -> walk(each, path + "." + name, faults));
        } else if (value instanceof KubernetesResource) {
            for (Method getter : value.getClass().getMethods()) {
                if (isGetter(getter)) {
                    enter(value, getter, path, faults);
                }
            }
        }
    }

    private static void enter(Object owner, Method getter, String path, List<String> faults) {
        Object value = call(owner, getter);
        if (getter.getName().equals("getAdditionalProperties")) {
            ((Map<?, ?>) value).keySet().forEach(name -> faults.add(path + "." + name));
        } else {
            walk(value, path + "." + getter.getName().substring("get".length()), faults);
        }
    }

    private static boolean isGetter(Method method) {
        return method.getName().startsWith("get")
                && method.getParameterCount() == 0
                && !method.isSynthetic()
                && !method.getName().equals("getClass");
    }

    private static Object call(Object owner, Method getter) {
        try {
            return getter.invoke(owner);
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

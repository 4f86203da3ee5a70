package io.wellspring.api;

import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Calls a page after what is on it, {@code TransferPage}, and refuses two types of ours that would share a schema for
 * sharing a name: it would be neither.
 */
@Component
class SchemaNames implements ModelConverter {

    private final Map<String, String> types = new ConcurrentHashMap<>();

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        JavaType java = Json.mapper().constructType(type.getType());
        if (java != null && java.hasRawClass(Page.class)) {
            type.name(nameOf(java.containedType(0).getRawClass()) + Page.class.getSimpleName());
        }
        Schema<?> shown = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (shown != null && isOurs(java)) {
            insistOnItsName(shown, java.toCanonical());
        }
        return shown;
    }

    private void insistOnItsName(Schema<?> shown, String type) {
        String name = of(shown);
        String other = name == null ? null : types.putIfAbsent(name, type);
        if (other != null && !other.equals(type)) {
            throw new IllegalStateException(name + " is " + other + " and " + type);
        }
    }

    private static String nameOf(Class<?> type) {
        io.swagger.v3.oas.annotations.media.Schema given =
                type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return given == null || given.name().isEmpty() ? type.getSimpleName() : given.name();
    }

    static @Nullable String of(Schema<?> shown) {
        String reference = shown.get$ref();
        return reference == null ? shown.getName() : reference.substring(reference.lastIndexOf('/') + 1);
    }

    static boolean isOurs(@Nullable JavaType type) {
        return type != null
                && (type.getRawClass().isRecord() || type.isEnumType())
                && type.getRawClass().getName().startsWith("io.wellspring.");
    }
}

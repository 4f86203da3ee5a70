package io.wellspring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JavaType;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells that a field of ours is always there, where its type does not say that it may be missing. */
@Component
class PresentFields implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> shown = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        JavaType java = Json.mapper().constructType(type.getType());
        if (shown != null && SchemaNames.isOurs(java) && !java.isEnumType()) {
            Schema<?> defined = defined(shown, context);
            for (RecordComponent field : java.getRawClass().getRecordComponents()) {
                mark(field, defined);
            }
        }
        return shown;
    }

    private static Schema<?> defined(Schema<?> shown, ModelConverterContext context) {
        String name = SchemaNames.of(shown);
        Schema<?> defined = name == null ? null : context.getDefinedModels().get(name);
        return defined == null ? shown : defined;
    }

    private static void mark(RecordComponent field, Schema<?> defined) {
        String name = name(field);
        boolean isThere = defined.getProperties() != null
                && defined.getProperties().containsKey(name)
                && !field.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !mayBeEmpty(field);
        boolean isKnown = defined.getRequired() != null && defined.getRequired().contains(name);
        if (isThere && !isKnown) {
            defined.addRequiredItem(name);
        }
    }

    private static String name(RecordComponent field) {
        JsonProperty outside = field.getAccessor().getAnnotation(JsonProperty.class);
        return outside == null ? field.getName() : outside.value();
    }

    /** Left out by those of our records that leave out what is empty. */
    private static boolean mayBeEmpty(RecordComponent field) {
        JsonInclude included = field.getDeclaringRecord().getAnnotation(JsonInclude.class);
        boolean holdsMany =
                Map.class.isAssignableFrom(field.getType()) || Collection.class.isAssignableFrom(field.getType());
        return holdsMany && included != null && included.value() == JsonInclude.Include.NON_EMPTY;
    }
}

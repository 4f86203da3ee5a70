package io.wellspring.api;

import io.swagger.v3.core.util.AnnotationsUtils;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says of schemas and parameters what their code does not say: what they mean, and what their values look like. */
final class ApiWords {

    private ApiWords() {}

    /** A schema of text. */
    static Schema<?> text() {
        JsonSchema text = new JsonSchema();
        text.addType("string");
        return text;
    }

    /** What the code of a field itself says stays. */
    static void describe(String name, Schema<?> schema, ApiOperations operations) {
        describeFields(name, schema, operations);
        if (schema.getAllOf() != null) {
            schema.getAllOf().forEach(part -> describeFields(name, part, operations));
        }
    }

    private static void describeFields(String schema, Schema<?> described, ApiOperations operations) {
        if (described.getProperties() == null) {
            return;
        }
        described.getProperties().forEach((name, field) -> {
            ApiOperations.Words told = operations.field(schema, name);
            if (told != null) {
                field.setDescription(Objects.requireNonNullElse(field.getDescription(), told.description()));
                if (field.getExample() == null && told.example() != null && field.get$ref() == null) {
                    field.setExample(told.example());
                }
            }
            operations.formsOf(schema, name).forEach(form -> form.shape(field));
        });
    }

    /** Only what has to be given has an example: readers send what stands there, and else it would narrow the answer. */
    static void describe(Parameter parameter, ApiOperations operations, String call, String id) {
        ApiOperations.Words told = operations.parameter(call, parameter.getName());
        parameter.setDescription(told.description());
        parameter.setExample(Boolean.TRUE.equals(parameter.getRequired()) ? example(told, id) : null);
        // Parameters of one type share their schema.
        parameter.setSchema(AnnotationsUtils.clone(parameter.getSchema(), true));
        operations.formsOf("parameter", parameter.getName()).forEach(form -> form.shape(parameter.getSchema()));
    }

    /** A key stands for one wish, so each call has another one. */
    private static @Nullable Object example(ApiOperations.Words told, String id) {
        return told.example() instanceof String text ? text.replace("{call}", id) : told.example();
    }

    static List<Parameter> headers(List<String> names) {
        return names.stream()
                .map(name -> new Parameter().in("header").name(name).schema(text()))
                .toList();
    }
}

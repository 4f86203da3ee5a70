package io.wellspring.api;

import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.wellspring.api.ApiOperations.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts the bodies of calls and answers in order: JSON first, for readers and generators take what comes first. */
final class ApiBodies {

    private static final String JSON = "application/json";
    private static final String LINES = "application/x-ndjson";

    private ApiBodies() {}

    static void describe(RequestBody body, Operation told) {
        body.setContent(jsonFirst(body.getContent()));
        body.getContent().forEach((type, form) -> {
            if (type.equals(LINES)) {
                asLines(form, Objects.requireNonNull(told.lines()));
            } else if (told.requests() == null) {
                form.setExample(told.request());
            } else {
                told.requests().forEach((name, request) -> form.addExamples(name, new Example().value(request)));
            }
        });
    }

    /** What a call answers line by line is described by one of the lines. */
    static void describe(ApiResponse answer, @Nullable Object example) {
        Content content = answer.getContent();
        if (content == null) {
            return;
        }
        answer.setContent(jsonFirst(content));
        if (example != null) {
            content.values().forEach(form -> form.setExample(example));
        }
        MediaType lines = content.get(LINES);
        if (lines != null && lines.getSchema().getItems() != null) {
            lines.setSchema(lines.getSchema().getItems());
            answer.setDescription(answer.getDescription() + ". As " + LINES + ", one such object in each line");
        }
    }

    private static void asLines(MediaType form, String lines) {
        String reference = form.getSchema().get$ref();
        String each = reference.substring(reference.lastIndexOf('/') + 1);
        form.setSchema(ApiWords.text().description("One `" + each + "` as JSON in each line"));
        form.setExample(lines);
    }

    private static Content jsonFirst(Content content) {
        @Nullable MediaType json = content.get(JSON);
        if (json == null) {
            return content;
        }
        Content ordered = new Content().addMediaType(JSON, json);
        content.forEach(ordered::putIfAbsent);
        return ordered;
    }
}

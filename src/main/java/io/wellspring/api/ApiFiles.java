package io.wellspring.api;

import io.swagger.v3.core.util.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings together what each room tells of its calls, in a file of its own: {@code api/operations/<room>.yaml}. Groups of codes
 * and owners of forms may stand in several files and add up; anything else that is told twice is refused.
 */
final class ApiFiles {

    private static final String FILES = "classpath*:api/operations/*.yaml";

    private ApiFiles() {}

    static ApiOperations read() {
        try {
            Resource[] files =
                    new PathMatchingResourcePatternResolver(ApiFiles.class.getClassLoader()).getResources(FILES);
            return merged(Arrays.stream(files)
                    .sorted(Comparator.comparing(Resource::getFilename))
                    .map(ApiFiles::read)
                    .toList());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Those files that have a place come first, in the order of their places. */
    static ApiOperations merged(List<ApiOperations> files) {
        List<ApiOperations> ordered = files.stream()
                .sorted(Comparator.comparing(ApiOperations::place))
                .toList();
        Map<String, String> chapters = once(ordered, ApiOperations::chapters);
        return new ApiOperations(
                0,
                chapters,
                all(ordered, ApiOperations::groups, ApiFiles::joined),
                once(ordered, ApiOperations::parameters),
                once(ordered, ApiOperations::headers),
                all(ordered, ApiOperations::forms, ApiForm::and),
                once(ordered, ApiOperations::details),
                once(ordered, ApiOperations::fields),
                byChapter(chapters, once(ordered, ApiOperations::operations)));
    }

    private static ApiOperations read(Resource file) {
        try (InputStream text = file.getInputStream()) {
            return Yaml.mapper().readValue(text, ApiOperations.class);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot be read: " + file, failure);
        }
    }

    private static <T> Map<String, T> once(List<ApiOperations> files, Function<ApiOperations, Map<String, T>> part) {
        Map<String, T> all = new LinkedHashMap<>();
        files.forEach(file -> part.apply(file).forEach((name, told) -> {
            if (all.putIfAbsent(name, told) != null) {
                throw new IllegalStateException("told by two rooms: " + name);
            }
        }));
        return all;
    }

    private static <T> Map<String, T> all(
            List<ApiOperations> files, Function<ApiOperations, Map<String, T>> part, BinaryOperator<T> adding) {
        Map<String, T> all = new LinkedHashMap<>();
        files.forEach(file -> part.apply(file).forEach((name, told) -> all.merge(name, told, adding)));
        return all;
    }

    static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /** Calls of a chapter stand together, whichever rooms answer them. */
    private static Map<String, ApiOperations.Operation> byChapter(
            Map<String, String> chapters, Map<String, ApiOperations.Operation> operations) {
        List<String> order = new ArrayList<>(chapters.keySet());
        Map<String, ApiOperations.Operation> ordered = new LinkedHashMap<>();
        operations.entrySet().stream()
                .sorted(Comparator.comparing(
                        call -> order.indexOf(call.getValue().tag())))
                .forEach(call -> ordered.put(call.getKey(), call.getValue()));
        return ordered;
    }
}

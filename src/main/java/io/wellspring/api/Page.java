package io.wellspring.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list. Every list is answered so, also one that always fits into its only page: should it grow one day,
 * nothing changes for those who read it.
 *
 * @param nextCursor where the next page begins; absent on the last one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    public static final int DEFAULT_LIMIT = 50;
    public static final int LARGEST_LIMIT = 200;

    /**
     * How many items a page may have, 1 to {@link #LARGEST_LIMIT}.
     *
     * @throws Refusal outside of that
     */
    public static int limit(@Nullable Integer wished) {
        int limit = wished == null ? DEFAULT_LIMIT : wished;
        if (limit < 1 || limit > LARGEST_LIMIT) {
            throw Refusal.outOfRange("limit", 1, LARGEST_LIMIT);
        }
        return limit;
    }

    /** A list that is short for good, on its only page. */
    public static <T> Page<T> whole(List<T> items) {
        return new Page<>(items, null);
    }

    /** A page of rows of which one more than the limit was read, to know whether another page follows. */
    public static <R, T> Page<T> of(List<R> rows, int limit, ToLongFunction<R> id, Function<R, T> item) {
        List<R> shown = rows.subList(0, Math.min(limit, rows.size()));
        String next = rows.size() > limit ? Cursor.of(id.applyAsLong(shown.get(shown.size() - 1))) : null;
        return new Page<>(shown.stream().map(item).toList(), next);
    }
}

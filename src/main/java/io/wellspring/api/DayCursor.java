package io.wellspring.api;

import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where a page of a list of days ended, the newest of which come first. */
public final class DayCursor {

    private static final LocalDate AFTER_ALL = LocalDate.of(9999, 12, 31);

    private DayCursor() {}

    /**
     * The day before which the page begins; later than all where there is no cursor.
     *
     * @throws Refusal {@link CallRefusal#INVALID_CURSOR} when it is none of ours
     */
    public static LocalDate read(@Nullable String cursor) {
        long day = Cursor.read(cursor, AFTER_ALL.toEpochDay());
        if (day < 0 || day > AFTER_ALL.toEpochDay()) {
            throw Refusal.of(CallRefusal.INVALID_CURSOR);
        }
        return LocalDate.ofEpochDay(day);
    }

    /** A page of rows of which one more than the limit was read, to know whether another page follows. */
    public static <T> Page<T> page(List<T> rows, int limit, Function<T, LocalDate> day) {
        return Page.of(rows, limit, row -> day.apply(row).toEpochDay(), row -> row);
    }
}

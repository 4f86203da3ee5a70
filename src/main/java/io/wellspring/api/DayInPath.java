package io.wellspring.api;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;

/** A business day in an address, such as 2026-11-25. */
public final class DayInPath {

    private static final int LAST_YEAR = 9_999;

    private DayInPath() {}

    /** @throws Refusal {@link GeneralRefusal#NO_SUCH_RESOURCE} when it is none: then there is nothing at that address */
    public static LocalDate parse(String text) {
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() > 0 && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException notADay) {
            // Told below, like a day that no calendar here has.
        }
        throw Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
    }
}

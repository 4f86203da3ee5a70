package io.wellspring.api;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** The fields of a body that must be there, and short enough to be worth looking at. */
public final class Required {

    private static final int LONGEST_REASON = 200;

    /** Longer than anything that belongs into a field here. */
    private static final int LONGEST = 500;

    private Required() {}

    /** @throws Refusal where the field is missing, blank, too long or holds control characters */
    public static <T> T field(String name, @Nullable T value) {
        if (value == null || value instanceof String text && text.isBlank()) {
            throw Refusal.of(GeneralRefusal.MISSING_FIELD).with("field", name);
        }
        bounded(name, value instanceof String text ? text : null, LONGEST);
        return value;
    }

    /** A field that may be missing; one that is there and blank is as good as missing. */
    public static @Nullable String optional(String name, @Nullable String value) {
        return optional(name, value, LONGEST);
    }

    /** A field that may be missing, and else is no longer than so many characters. */
    public static @Nullable String optional(String name, @Nullable String value, int longest) {
        bounded(name, value, longest);
        return value == null || value.isBlank() ? null : value;
    }

    /** A field that must be there and no longer than so many characters. */
    public static String text(String name, @Nullable String value, int longest) {
        String text = field(name, value);
        if (text.length() > longest) {
            throw Refusal.invalid(name, Reason.TOO_LONG).with("most", longest);
        }
        return text;
    }

    private static void bounded(String name, @Nullable String text, int longest) {
        if (text == null) {
            return;
        }
        if (text.length() > longest) {
            throw Refusal.invalid(name, Reason.TOO_LONG).with("most", longest);
        }
        // Among them the one character that no text in PostgreSQL can hold.
        if (!isPrintable(text)) {
            throw Refusal.invalid(name, Reason.CONTROL_CHARACTERS);
        }
    }

    /** Whether a text has no control characters, no halves of characters, and nothing that turns the writing around. */
    public static boolean isPrintable(String text) {
        return text.codePoints().noneMatch(Required::isHidden);
    }

    private static boolean isHidden(int point) {
        boolean turns = (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
        boolean breaks = point == 0x2028 || point == 0x2029;
        return turns || breaks || Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE;
    }

    /** Why somebody of the staff does something, as the history keeps it: 1 to 200 characters. */
    public static String reason(@Nullable String reason) {
        return text("reason", reason, LONGEST_REASON);
    }
}

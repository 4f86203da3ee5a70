package io.wellspring.value;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;

/** Ids outside are decimal strings, for not every client can hold 64 bits in a number. */
public final class Id {

    private Id() {}

    /**
     * Reads an id.
     *
     * @param field told in the refusal
     * @throws Refusal when it is no whole number above zero in plain digits
     */
    public static long parse(String field, String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw Refusal.of(RefusalCode.INVALID_FIELD).with("field", field).with("reason", "not an id");
        }
        return Long.parseLong(text);
    }

    public static String format(long id) {
        return Long.toString(id);
    }
}

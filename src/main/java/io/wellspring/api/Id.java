package io.wellspring.api;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;

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
        if (!isId(text)) {
            throw Refusal.invalid(field, Reason.NOT_AN_ID);
        }
        return Long.parseLong(text);
    }

    /**
     * Reads an id in an address.
     *
     * @throws Refusal {@link GeneralRefusal#NO_SUCH_RESOURCE} when it is none: then there is nothing at that address
     */
    public static long inPath(String text) {
        if (!isId(text)) {
            throw Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE);
        }
        return Long.parseLong(text);
    }

    public static String format(long id) {
        return Long.toString(id);
    }

    private static boolean isId(String text) {
        return text.matches("[1-9][0-9]{0,17}");
    }
}

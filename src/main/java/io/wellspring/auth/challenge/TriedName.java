package io.wellspring.auth.challenge;

import io.wellspring.member.Phone;

/**
 * The name under which failed tries are counted: a number or an operator's name. It counts whether or not it exists, so
 * that the limit does not tell which ones do.
 *
 * @param everywhere whether failures from all addresses together bound it; not for codes, of which there are so few a day
 *     that a stranger's failures would only keep their owner out
 * @param locks whether failures from everywhere lock it for a day; only where there is another way in
 */
public record TriedName(String name, boolean everywhere, boolean locks) {

    public static TriedName password(Phone phone) {
        return new TriedName("member:" + phone.e164(), true, true);
    }

    /** Apart from the password, so that a code still opens while the password is locked. */
    public static TriedName code(Phone phone) {
        return new TriedName("code:" + phone.e164(), false, false);
    }

    /** Operators have no code, so a stranger must not be able to lock them out for long. */
    public static TriedName operator(String name) {
        return new TriedName("operator:" + name, true, false);
    }

    /** Never the name, which may be a number. */
    @Override
    public String toString() {
        return "TriedName[****]";
    }
}

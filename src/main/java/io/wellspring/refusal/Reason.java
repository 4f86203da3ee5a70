package io.wellspring.refusal;

import java.util.Locale;

/**
 * Why a value is refused. Its words, in both languages, stand in {@code refusals/refusal*.properties} under "reason." and its
 * text; what they have in braces is added by {@link Refusal#with}.
 */
public enum Reason {
    /** More points than the order is worth. */
    ABOVE_THE_AMOUNT,
    /** With {@code most}. */
    ABOVE_MAXIMUM,
    CONTROL_CHARACTERS,
    IS_BLANK,
    IS_PHONE_NUMBER,
    NOT_A_DAY,
    NOT_A_PERIOD,
    NOT_A_TIME,
    NOT_A_ZONE,
    NOT_AN_ID,
    /** With {@code most}. */
    NOT_DIGITS,
    NOT_FORWARD,
    NOT_OF_ITS_TYPE,
    /** With {@code choices}, a list. */
    NOT_ONE_OF,
    /** With {@code least} and {@code most}. */
    NOT_PRINTABLE,
    /** With the {@code address} of those there are. */
    NOT_SHIPPED,
    /** With {@code least} and {@code most}. */
    NOT_VISIBLE_ASCII,
    NOT_WHOLE_SECONDS,
    /** With {@code kind}. */
    OF_ANOTHER_KIND,
    /** With {@code least} and {@code most}. */
    OUT_OF_RANGE,
    TOO_COMMON,
    TOO_FAR_AHEAD,
    /** With {@code most}. */
    TOO_LONG,
    /** With {@code least}. */
    TOO_SHORT,
    /** With {@code least} and {@code most}. */
    WRONG_NUMBER_OF_ENTRIES;

    /** As it appears outside: {@code TOO_LONG} is "too-long". */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

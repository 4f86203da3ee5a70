package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A tier of a RELEASE plan: an order of so much, and not enough for the next, grants this multiple of it.
 *
 * @param name as members see it, 1 to 20 characters
 * @param amount of an order's cash, in yuan, above zero, with at most 2 digits
 * @param multiple of the order that is granted, above zero, at most 1,000
 */
public record Tier(String name, Rate amount, Rate multiple) {

    private static final int FEN_DIGITS = 2;

    /** Whether nothing is missing, as it may be in what somebody sent. */
    boolean isComplete() {
        return Stream.of(name, amount, multiple).noneMatch(Objects::isNull);
    }

    /** In fen. */
    long fen() {
        return amount.movedRight(FEN_DIGITS);
    }
}

package io.wellspring.plan.release.rules;

import io.wellspring.value.Rate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A star of a RELEASE plan: a member whose network has brought its volume, and not that of the next star, earns its
 * rate.
 *
 * @param name as members see it, 1 to 20 characters
 * @param volume of all orders of the network, in yuan, above zero, with at most 2 digits
 * @param rate of the static releases below, above zero, at most 1
 */
public record Star(String name, Rate volume, Rate rate) {

    private static final int FEN_DIGITS = 2;

    /** Whether nothing is missing, as it may be in what somebody sent. */
    boolean isComplete() {
        return Stream.of(name, volume, rate).noneMatch(Objects::isNull);
    }

    /** In fen. */
    long fen() {
        return volume.movedRight(FEN_DIGITS);
    }
}

package io.wellspring.plan.loop.rules;

import io.wellspring.value.Rate;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A level of a LOOP plan: a member with at least its shares, and not enough for the next level, takes part in its pool.
 *
 * @param name as members see it, 1 to 20 characters
 * @param minShares at most 6 digits, not negative
 * @param rate part of the day's sales that is the level's pool, not negative
 */
public record Level(String name, Rate minShares, Rate rate) {

    private static final int SHARE_DIGITS = 6;

    /** Whether nothing is missing, as it may be in what somebody sent. */
    boolean isComplete() {
        return Stream.of(name, minShares, rate).noneMatch(Objects::isNull);
    }

    /** In 1/1,000,000 share. */
    long minUnits() {
        return minShares.movedRight(SHARE_DIGITS);
    }
}

package io.wellspring.testing;

import java.util.stream.LongStream;

/** Seeds of random tests: always the same ones, or the one that {@code -Dwellspring.seed=…} names. */
public final class Seeds {

    private static final String ONLY = "wellspring.seed";

    private Seeds() {}

    /** The first so many seeds, or the one asked for; printed, so that a failure can be repeated. */
    public static LongStream some(int count) {
        Long only = Long.getLong(ONLY);
        LongStream seeds = only == null ? LongStream.rangeClosed(1, count) : LongStream.of(only);
        return seeds.peek(seed -> System.out.println("seed " + seed + " (repeat with -D" + ONLY + "=" + seed + ")"));
    }
}

package io.wellspring.auth.account;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;

/** Whether two samples of times, in nanoseconds, differ in their middle by more than chance: a permutation test. */
record TwoSamples(long[] one, long[] other) {

    private static final int SHUFFLES = 10_000;

    /** @return how far the medians are apart */
    long difference() {
        return Math.abs(median(one) - median(other));
    }

    /** @return the distance that chance alone exceeds in one of a thousand divisions of the same times */
    long noise(long seed) {
        Random random = new Random(seed);
        long[] all = LongStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
        long[] distances = LongStream.generate(() -> divided(all, random))
                .limit(SHUFFLES)
                .sorted()
                .toArray();
        return distances[SHUFFLES - SHUFFLES / 1_000];
    }

    private long divided(long[] all, Random random) {
        for (int last = all.length - 1; last > 0; last--) {
            int place = random.nextInt(last + 1);
            long time = all[last];
            all[last] = all[place];
            all[place] = time;
        }
        return Math.abs(
                median(Arrays.copyOf(all, one.length)) - median(Arrays.copyOfRange(all, one.length, all.length)));
    }

    static long median(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}

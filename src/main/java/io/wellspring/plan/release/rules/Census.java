package io.wellspring.plan.release.rules;

import java.util.Arrays;

/**
 * Everybody in a plan as a day ends, in arrays: some ten numbers a member, so that a million fit into little memory.
 * Members come in the order of their ids, each after the referrer.
 */
public final class Census {

    private static final int FIRST = 1_024;

    private long[] ids = new long[FIRST];
    private int[] referrers = new int[FIRST];
    private int[] stars = new int[FIRST];
    private long[] due = new long[FIRST];
    private long[] remaining = new long[FIRST];
    private int size;

    /**
     * @param referrerId 0 where nobody invited the member
     * @param star the place of the member's star among the plan's, from 1; 0 for none
     * @param due what the member's lots release by themselves, in 1/100 point
     * @param remaining what they have in all, in 1/100 point
     * @throws IllegalArgumentException where the member does not come after the last one, or the referrer not before
     */
    public void add(long id, long referrerId, int star, long due, long remaining) {
        if (size > 0 && ids[size - 1] >= id) {
            throw new IllegalArgumentException("member " + id + " comes after " + ids[size - 1]);
        }
        if (size == ids.length) {
            grow();
        }
        ids[size] = id;
        referrers[size] = referrerId == 0 ? ReferralTree.NOBODY : placeOf(referrerId);
        stars[size] = star;
        this.due[size] = due;
        this.remaining[size] = remaining;
        size++;
    }

    public int size() {
        return size;
    }

    /** Nobody is added any more. */
    Census whole() {
        ids = Arrays.copyOf(ids, size);
        referrers = Arrays.copyOf(referrers, size);
        stars = Arrays.copyOf(stars, size);
        due = Arrays.copyOf(due, size);
        remaining = Arrays.copyOf(remaining, size);
        return this;
    }

    ReferralTree network() {
        return new ReferralTree(referrers);
    }

    int[] stars() {
        return stars;
    }

    long[] due() {
        return due;
    }

    long id(int place) {
        return ids[place];
    }

    /** The place of the first member with a higher id. */
    int placeAfter(long id) {
        int place = Arrays.binarySearch(ids, 0, size, id);
        return place < 0 ? -place - 1 : place + 1;
    }

    long remaining(int place) {
        return remaining[place];
    }

    private int placeOf(long id) {
        int place = Arrays.binarySearch(ids, 0, size, id);
        if (place < 0) {
            throw new IllegalArgumentException("referrer " + id + " does not come before");
        }
        return place;
    }

    private void grow() {
        int more = Math.addExact(size, size / 2);
        ids = Arrays.copyOf(ids, more);
        referrers = Arrays.copyOf(referrers, more);
        stars = Arrays.copyOf(stars, more);
        due = Arrays.copyOf(due, more);
        remaining = Arrays.copyOf(remaining, more);
    }
}

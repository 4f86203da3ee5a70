package io.wellspring.plan.release.rules;

/**
 * A referral tree in arrays, members in the order of their ids. A referrer is always the older member and so comes
 * before those who were invited: one walk from the last to the first sees everybody after all who are below. No depth
 * is too deep for it.
 */
public final class ReferralTree {

    /** Stands where nobody invited a member. */
    public static final int NOBODY = -1;

    private final int[] referrers;

    /**
     * @param referrers the place of each member's referrer, or {@link #NOBODY}
     * @throws IllegalArgumentException where a referrer does not come before the member
     */
    public ReferralTree(int[] referrers) {
        this.referrers = referrers.clone();
        for (int member = 0; member < referrers.length; member++) {
            if (referrers[member] >= member || referrers[member] < NOBODY) {
                throw new IllegalArgumentException("the referrer of " + member + " does not come before");
            }
        }
    }

    public int size() {
        return referrers.length;
    }

    /** The place of a member's referrer, or {@link #NOBODY}. */
    int referrerOf(int member) {
        return referrers[member];
    }

    /** What the members one generation below each member have together, of what each has. */
    long[] ofGenerationBelow(long[] amounts) {
        long[] sums = new long[amounts.length];
        for (int member = 0; member < amounts.length; member++) {
            if (referrers[member] != NOBODY) {
                sums[referrers[member]] = Math.addExact(sums[referrers[member]], amounts[member]);
            }
        }
        return sums;
    }

    /** What all members below each member have together, of what each has. */
    public long[] ofAllBelow(long[] amounts) {
        long[] sums = new long[amounts.length];
        for (int member = amounts.length - 1; member >= 0; member--) {
            if (referrers[member] != NOBODY) {
                sums[referrers[member]] =
                        Math.addExact(sums[referrers[member]], Math.addExact(sums[member], amounts[member]));
            }
        }
        return sums;
    }
}

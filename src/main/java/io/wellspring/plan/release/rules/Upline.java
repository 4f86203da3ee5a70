package io.wellspring.plan.release.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The part of the referral tree that a batch touches: its buyers and everybody above them. A member who was not in the
 * plan yet comes into it with the first order of somebody below.
 */
public final class Upline {

    /** Stands where nobody invited a member. */
    public static final long NOBODY = 0;

    private final Map<Long, Long> outside;
    private final NavigableMap<Long, Long> present = new TreeMap<>();
    private final NavigableMap<Long, Long> joined = new TreeMap<>();

    /**
     * @param outside who invited whom, of those who may come into the plan
     * @param present who invited whom in the plan already, up to those whom nobody invited
     */
    public Upline(Map<Long, Long> outside, Map<Long, Long> present) {
        this.outside = outside;
        this.present.putAll(present);
    }

    /** Those who came into the plan, with the referrer, or {@link #NOBODY}. */
    public Map<Long, Long> joined() {
        return joined;
    }

    /** The member's referrer, or {@link #NOBODY}. */
    long referrerOf(long memberId) {
        return present.getOrDefault(memberId, NOBODY);
    }

    /**
     * Brings a member into the plan, and everybody above who is not in it.
     *
     * @return those above, from the member up to the first who was there; empty where the member was, or nobody is
     */
    List<Long> join(long memberId) {
        List<Long> above = new ArrayList<>();
        for (long next = memberId; next != NOBODY && !present.containsKey(next); next = referrerOf(next)) {
            long referrer = outside.getOrDefault(next, NOBODY);
            present.put(next, referrer);
            joined.put(next, referrer);
            if (referrer != NOBODY) {
                above.add(referrer);
            }
        }
        return above;
    }

    /** Adds what each member brings to everybody above, from the last to the first: a referrer is the older member. */
    Map<Long, Volume> below(Map<Long, Volume> brought) {
        Map<Long, Volume> below = new HashMap<>();
        for (Map.Entry<Long, Long> entry : present.descendingMap().entrySet()) {
            Volume up = sum(below.get(entry.getKey()), brought.get(entry.getKey()));
            if (up != null && entry.getValue() != NOBODY) {
                below.merge(entry.getValue(), up, Volume::plus);
            }
        }
        return below;
    }

    private static @Nullable Volume sum(@Nullable Volume one, @Nullable Volume other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.plus(other);
    }
}

package io.wellspring.plan.release.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lots of the members that a batch touches, as they are while it runs. */
public final class Lots {

    private final Map<Long, List<Lot>> lots = new HashMap<>();
    private final Map<Long, Map<Long, Lot>> changed = new TreeMap<>();
    private long before;

    /** Lots that are there already, each member's oldest first. */
    public void known(long memberId, Lot lot) {
        keep(memberId, lot);
        before = Math.addExact(before, lot.remaining());
    }

    private void keep(long memberId, Lot lot) {
        lots.computeIfAbsent(memberId, member -> new ArrayList<>()).add(lot);
    }

    /** What a member has still to be released, in 1/100 point. */
    public long remaining(long memberId) {
        return of(memberId).stream().mapToLong(Lot::remaining).sum();
    }

    /** Those that are not as they were, by member and position. */
    public Map<Long, Map<Long, Lot>> changed() {
        return changed;
    }

    /** What all of them have more than when they were known, in 1/100 point. */
    long gained() {
        return lots.values().stream()
                        .flatMap(List::stream)
                        .mapToLong(Lot::remaining)
                        .reduce(0, Math::addExact)
                - before;
    }

    void add(long memberId, Lot lot) {
        keep(memberId, lot);
        change(memberId, lot);
    }

    void deduct(long memberId, long amount) {
        List<Lot> before = of(memberId);
        List<Lot> after = LotDrawdown.oldestFirst(before, amount);
        for (int n = 0; n < after.size(); n++) {
            if (!after.get(n).equals(before.get(n))) {
                change(memberId, after.get(n));
            }
        }
        lots.put(memberId, new ArrayList<>(after));
    }

    private List<Lot> of(long memberId) {
        return lots.getOrDefault(memberId, List.of());
    }

    private void change(long memberId, Lot lot) {
        changed.computeIfAbsent(memberId, member -> new TreeMap<>()).put(lot.position(), lot);
    }
}

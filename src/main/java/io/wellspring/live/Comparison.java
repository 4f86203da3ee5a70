package io.wellspring.live;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a copy showed, held beside what PostgreSQL said afterwards.
 *
 * @param seen at the copy, first
 * @param truth of the same plans, in PostgreSQL after that
 */
record Comparison(Map<Long, Stamp> seen, Map<Long, Stamp> truth) {

    static Comparison of(Map<Long, Stamp> seen, Epoch epoch, Map<Long, Long> versions) {
        Map<Long, Stamp> truth = new TreeMap<>();
        seen.keySet().stream()
                .filter(versions::containsKey)
                .forEach(planId -> truth.put(planId, new Stamp(epoch, versions.get(planId))));
        return new Comparison(seen, truth);
    }

    Stamp seen(long planId) {
        return seen.getOrDefault(planId, Stamp.NONE);
    }

    /** Plans that the copy shows in a state which PostgreSQL does not know. */
    List<Long> ahead() {
        return truth.keySet().stream()
                .filter(planId -> seen(planId).isAfter(truth.get(planId)))
                .toList();
    }

    List<Long> behind() {
        return stillBehind(seen);
    }

    /** Of the plans that are looked at again, those that the copy shows older than PostgreSQL said. */
    List<Long> stillBehind(Map<Long, Stamp> again) {
        return again.keySet().stream()
                .filter(truth::containsKey)
                .filter(planId -> truth.get(planId).isAfter(again.get(planId)))
                .toList();
    }
}

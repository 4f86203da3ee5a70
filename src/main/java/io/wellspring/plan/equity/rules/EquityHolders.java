package io.wellspring.plan.equity.rules;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The holders that a batch works on: those it touches, and the first in the order of forced exit. Those further back
 * stay unseen; the frontier, a cursor in that order, tells where they begin, so that nobody is ever overlooked.
 */
public final class EquityHolders {

    private final Map<Long, EquityHolder> byMember = new HashMap<>();
    private final TreeSet<EquityHolder> inExitOrder = new TreeSet<>(EquityHolder.EXIT_ORDER);
    private final TreeMap<Long, EquityHolder> changed = new TreeMap<>();
    private final @Nullable EquityHolder frontier;
    private long unitsGained;

    private EquityHolders(Collection<EquityHolder> seen, @Nullable EquityHolder frontier) {
        seen.forEach(this::keep);
        this.frontier = frontier;
    }

    /** Every holder of the plan. */
    public static EquityHolders all(Collection<EquityHolder> everyone) {
        return new EquityHolders(everyone, null);
    }

    /**
     * Some holders of the plan.
     *
     * @param first the first in the order of forced exit; behind the last of them the unseen begin
     * @param touched any others
     */
    public static EquityHolders some(List<EquityHolder> first, Collection<EquityHolder> touched) {
        EquityHolders holders = new EquityHolders(touched, first.get(first.size() - 1));
        first.forEach(holders::keep);
        return holders;
    }

    /** What became of each holder that changed, in the order of their ids. */
    public Collection<EquityHolder> changed() {
        return changed.values();
    }

    public EquityHolder of(long memberId) {
        return byMember.getOrDefault(memberId, EquityHolder.none(memberId));
    }

    void change(EquityHolder holder) {
        unitsGained += holder.units() - of(holder.memberId()).units();
        keep(holder);
        changed.put(holder.memberId(), holder);
    }

    /** What all of them together have more than before, in 1/1,000,000 unit. */
    long unitsGained() {
        return unitsGained;
    }

    /** Of units and quota that changed holders are left with; 0 where none changed. */
    long lowestBalance() {
        return changed.values().stream()
                .mapToLong(holder -> Math.min(holder.units(), holder.quota()))
                .min()
                .orElse(0);
    }

    boolean areAllSeen() {
        return frontier == null;
    }

    /** Those seen that have units, in the order of their ids. */
    List<EquityHolder> byId() {
        return inExitOrder.stream()
                .sorted(Comparator.comparingLong(EquityHolder::memberId))
                .toList();
    }

    /** The first who must exit at this price among those seen. */
    @Nullable
    EquityHolder nextToExit(Price price) {
        EquityHolder first = inExitOrder.isEmpty() ? null : inExitOrder.first();
        return first != null && !isBehindFrontier(first) && price.reaches(first) ? first : null;
    }

    /** Whether somebody unseen may be the next who must exit at this price. */
    boolean mayHideAnExit(Price price) {
        boolean unseenComeFirst = inExitOrder.isEmpty() || isBehindFrontier(inExitOrder.first());
        return frontier != null && unseenComeFirst && price.reaches(frontier);
    }

    private boolean isBehindFrontier(EquityHolder holder) {
        return frontier != null && EquityHolder.EXIT_ORDER.compare(holder, frontier) > 0;
    }

    private void keep(EquityHolder holder) {
        EquityHolder before = byMember.put(holder.memberId(), holder);
        if (before != null && before.units() > 0) {
            inExitOrder.remove(before);
        }
        if (holder.units() > 0) {
            inExitOrder.add(holder);
        }
    }
}

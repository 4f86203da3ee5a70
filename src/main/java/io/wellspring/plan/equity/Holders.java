package io.wellspring.plan.equity;

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
 * stay unseen; the frontier tells where they begin, so that nobody is ever overlooked.
 */
public final class Holders {

    private final Map<Long, Holder> byMember = new HashMap<>();
    private final TreeSet<Holder> inExitOrder = new TreeSet<>(Holder.EXIT_ORDER);
    private final TreeMap<Long, Holder> changed = new TreeMap<>();
    private final @Nullable Holder frontier;

    private Holders(Collection<Holder> seen, @Nullable Holder frontier) {
        seen.forEach(this::keep);
        this.frontier = frontier;
    }

    /** Every holder of the plan. */
    public static Holders all(Collection<Holder> everyone) {
        return new Holders(everyone, null);
    }

    /**
     * Some holders of the plan.
     *
     * @param first the first in the order of forced exit; behind the last of them the unseen begin
     * @param touched any others
     */
    public static Holders some(List<Holder> first, Collection<Holder> touched) {
        Holders holders = new Holders(touched, first.get(first.size() - 1));
        first.forEach(holders::keep);
        return holders;
    }

    /** What became of each holder that changed, in the order of their ids. */
    public Collection<Holder> changed() {
        return changed.values();
    }

    public Holder of(long memberId) {
        return byMember.getOrDefault(memberId, Holder.none(memberId));
    }

    void change(Holder holder) {
        keep(holder);
        changed.put(holder.memberId(), holder);
    }

    boolean areAllSeen() {
        return frontier == null;
    }

    /** Those seen that have units, in the order of their ids. */
    List<Holder> byId() {
        return inExitOrder.stream()
                .sorted(Comparator.comparingLong(Holder::memberId))
                .toList();
    }

    /** The first who must exit at this price among those seen. */
    @Nullable
    Holder nextToExit(Price price) {
        Holder first = inExitOrder.isEmpty() ? null : inExitOrder.first();
        return first != null && !isBehindFrontier(first) && price.reaches(first) ? first : null;
    }

    /** Whether somebody unseen may be the next who must exit at this price. */
    boolean mayHideAnExit(Price price) {
        boolean unseenComeFirst = inExitOrder.isEmpty() || isBehindFrontier(inExitOrder.first());
        return frontier != null && unseenComeFirst && price.reaches(frontier);
    }

    private boolean isBehindFrontier(Holder holder) {
        return frontier != null && Holder.EXIT_ORDER.compare(holder, frontier) > 0;
    }

    private void keep(Holder holder) {
        Holder before = byMember.put(holder.memberId(), holder);
        if (before != null && before.units() > 0) {
            inExitOrder.remove(before);
        }
        if (holder.units() > 0) {
            inExitOrder.add(holder);
        }
    }
}

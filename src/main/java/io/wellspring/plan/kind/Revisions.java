package io.wellspring.plan.kind;

import io.wellspring.plan.register.PlanKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** What there is one of for each revision of the rules of each kind. */
public final class Revisions<T> {

    private final Map<PlanKind, NavigableMap<Integer, T>> byKind = new EnumMap<>(PlanKind.class);

    public Revisions(List<? extends T> all, Function<T, PlanKind> kind, ToIntFunction<T> revision) {
        all.forEach(one -> byKind.computeIfAbsent(kind.apply(one), first -> new TreeMap<>())
                .put(revision.applyAsInt(one), one));
    }

    /** Of the newest revision. */
    public T newest(PlanKind kind) {
        return ofKind(kind).lastEntry().getValue();
    }

    /** Of the revision of this number; a plan whose rules this node does not have stands still here. */
    public T numbered(PlanKind kind, int revision) {
        return Objects.requireNonNull(
                ofKind(kind).get(revision), () -> "no rules of revision " + revision + " for plans of kind " + kind);
    }

    private NavigableMap<Integer, T> ofKind(PlanKind kind) {
        return Objects.requireNonNull(byKind.get(kind), () -> "no rules for plans of kind " + kind);
    }
}

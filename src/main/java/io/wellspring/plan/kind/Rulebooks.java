package io.wellspring.plan.kind;

import io.wellspring.plan.register.Plan;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.plan.register.PlanVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** The rulebooks of each kind, by revision: a version of parameters is run with the rules that it was written for. */
@Component
public class Rulebooks {

    private final Map<PlanKind, NavigableMap<Integer, Rulebook>> byKind = new EnumMap<>(PlanKind.class);

    Rulebooks(List<Rulebook> rulebooks) {
        rulebooks.forEach(rulebook ->
                byKind.computeIfAbsent(rulebook.kind(), kind -> new TreeMap<>()).put(rulebook.revision(), rulebook));
    }

    /** The rules that new parameters are written for. */
    public Rulebook newest(PlanKind kind) {
        return revisionsOf(kind).lastEntry().getValue();
    }

    /** The rules that a version names; a plan whose rules this node does not have stands still here. */
    public Rulebook of(Plan plan, PlanVersion version) {
        Rulebook rulebook = revisionsOf(plan.kind()).get(version.ruleRevision());
        return Objects.requireNonNull(
                rulebook, () -> "no rules of revision " + version.ruleRevision() + " for plans of kind " + plan.kind());
    }

    private NavigableMap<Integer, Rulebook> revisionsOf(PlanKind kind) {
        return Objects.requireNonNull(byKind.get(kind), () -> "no rules for plans of kind " + kind);
    }
}

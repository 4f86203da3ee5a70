package io.wellspring.plan;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** The rulebook of each kind. */
@Component
class Rulebooks {

    private final Map<PlanKind, Rulebook> byKind = new EnumMap<>(PlanKind.class);

    Rulebooks(List<Rulebook> rulebooks) {
        rulebooks.forEach(rulebook -> byKind.put(rulebook.kind(), rulebook));
    }

    Rulebook of(PlanKind kind) {
        return Objects.requireNonNull(byKind.get(kind), () -> "no rules for plans of kind " + kind);
    }

    Rulebook of(Plan plan) {
        return of(plan.kind());
    }
}

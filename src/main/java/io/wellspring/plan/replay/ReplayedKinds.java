package io.wellspring.plan.replay;

import io.wellspring.plan.register.PlanKind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The replays of each kind, by revision of its rules. */
@Component
class ReplayedKinds {

    private final Map<PlanKind, NavigableMap<Integer, KindReplays>> byKind = new EnumMap<>(PlanKind.class);

    ReplayedKinds(List<KindReplays> kinds) {
        kinds.forEach(kind ->
                byKind.computeIfAbsent(kind.kind(), first -> new TreeMap<>()).put(kind.revision(), kind));
    }

    KindReplay newest(PlanKind kind, DatabaseClient session) {
        return revisionsOf(kind).lastEntry().getValue().replay(session);
    }

    KindReplay of(PlanKind kind, int revision, DatabaseClient session) {
        return Objects.requireNonNull(
                        revisionsOf(kind).get(revision),
                        () -> "no rules of revision " + revision + " for plans of kind " + kind)
                .replay(session);
    }

    private NavigableMap<Integer, KindReplays> revisionsOf(PlanKind kind) {
        return Objects.requireNonNull(byKind.get(kind), () -> "no replay for plans of kind " + kind);
    }
}

package io.wellspring.plan.replay;

import io.wellspring.plan.kind.Revisions;
import io.wellspring.plan.register.PlanKind;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;

/** The replays of each kind, by revision of its rules. */
@Component
class ReplayedKinds {

    private final Revisions<KindReplays> revisions;

    ReplayedKinds(List<KindReplays> kinds) {
        this.revisions = new Revisions<>(kinds, KindReplays::kind, KindReplays::revision);
    }

    KindReplay newest(PlanKind kind, DatabaseClient session) {
        return revisions.newest(kind).replay(session);
    }

    KindReplay of(PlanKind kind, int revision, DatabaseClient session) {
        return revisions.numbered(kind, revision).replay(session);
    }
}

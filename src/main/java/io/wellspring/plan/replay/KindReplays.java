package io.wellspring.plan.replay;

import io.wellspring.plan.register.PlanKind;
import org.springframework.r2dbc.core.DatabaseClient;

/** Makes the replays of one kind of plans: the same rules, over holdings of their own and on the facts that were recorded. */
public interface KindReplays {

    PlanKind kind();

    /** The revision of the rules; the newest one knows how the holdings look today. */
    int revision();

    KindReplay replay(DatabaseClient session);
}

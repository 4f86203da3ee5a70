package io.wellspring.plan.register;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Plans that do not exist, or stand still. */
public enum PlanRefusal implements RefusalCode {
    PLAN_UNKNOWN(UNPROCESSABLE),
    PLAN_NAMED_TWICE(BAD_INPUT),
    PLAN_FROZEN(CONFLICT),
    PLAN_PAUSED(CONFLICT);

    private final RefusalClass kind;

    PlanRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

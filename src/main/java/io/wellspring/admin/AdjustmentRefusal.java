package io.wellspring.admin;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Adjustments that an operator may not make. */
enum AdjustmentRefusal implements RefusalCode {
    PLAN_HAS_NO_POINTS(UNPROCESSABLE),
    ADJUSTMENT_TOO_LARGE(UNPROCESSABLE),
    ADJUSTMENT_LIMIT_REACHED(UNPROCESSABLE);

    private final RefusalClass kind;

    AdjustmentRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

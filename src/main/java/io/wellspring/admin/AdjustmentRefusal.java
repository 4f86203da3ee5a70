package io.wellspring.admin;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Adjustments that an operator may not make. */
enum AdjustmentRefusal implements RefusalCode {
    PLAN_HAS_NO_POINTS(UNPROCESSABLE),
    ADJUSTMENT_TOO_LARGE(UNPROCESSABLE),
    ADJUSTMENT_LIMIT_REACHED(UNPROCESSABLE);

    private final Kind kind;

    AdjustmentRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

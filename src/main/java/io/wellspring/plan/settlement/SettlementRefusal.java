package io.wellspring.plan.settlement;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Days that cannot be computed anew. */
enum SettlementRefusal implements RefusalCode {
    SETTLEMENT_NOT_WAITING(CONFLICT);

    private final Kind kind;

    SettlementRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

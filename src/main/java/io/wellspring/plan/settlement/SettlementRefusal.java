package io.wellspring.plan.settlement;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Days that cannot be computed anew. */
enum SettlementRefusal implements RefusalCode {
    SETTLEMENT_NOT_WAITING(CONFLICT);

    private final RefusalClass kind;

    SettlementRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

package io.wellspring.wallet;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** What a member still holds stands in the way. */
enum WalletRefusal implements RefusalCode {
    ACCOUNT_HOLDS_VALUE(CONFLICT);

    private final RefusalClass kind;

    WalletRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

package io.wellspring.wallet;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** What a member still holds stands in the way. */
enum WalletRefusal implements RefusalCode {
    ACCOUNT_HOLDS_VALUE(CONFLICT);

    private final Kind kind;

    WalletRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

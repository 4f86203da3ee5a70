package io.wellspring.auth.account;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Changes of an account's number that are not possible. */
enum AccountRefusal implements RefusalCode {
    PHONE_UNCHANGED(UNPROCESSABLE),
    PHONE_CHANGE_DECIDED(CONFLICT);

    private final RefusalClass kind;

    AccountRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

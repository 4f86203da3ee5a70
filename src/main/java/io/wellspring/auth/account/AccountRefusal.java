package io.wellspring.auth.account;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Changes of an account's number that are not possible. */
enum AccountRefusal implements RefusalCode {
    PHONE_UNCHANGED(UNPROCESSABLE),
    PHONE_CHANGE_DECIDED(CONFLICT);

    private final Kind kind;

    AccountRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

package io.wellspring.auth.password;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Passwords that are not taken. */
public enum PasswordRefusal implements RefusalCode {
    PASSWORD_TOO_WEAK(UNPROCESSABLE);

    private final RefusalClass kind;

    PasswordRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

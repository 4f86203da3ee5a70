package io.wellspring.auth.password;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Passwords that are not taken. */
public enum PasswordRefusal implements RefusalCode {
    PASSWORD_TOO_WEAK(UNPROCESSABLE);

    private final Kind kind;

    PasswordRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

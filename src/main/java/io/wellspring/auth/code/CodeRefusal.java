package io.wellspring.auth.code;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Numbers to which no code is sent. */
public enum CodeRefusal implements RefusalCode {
    PHONE_REGION_NOT_SERVED(UNPROCESSABLE);

    private final Kind kind;

    CodeRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

package io.wellspring.auth.code;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Numbers to which no code is sent. */
public enum CodeRefusal implements RefusalCode {
    PHONE_REGION_NOT_SERVED(UNPROCESSABLE);

    private final RefusalClass kind;

    CodeRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

package io.wellspring.auth.mall;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Malls and secrets that have ended, or are too many. */
public enum MallRefusal implements RefusalCode {
    MALL_ENDED(UNKNOWN_CALLER),
    SECRET_ENDED(UNKNOWN_CALLER),
    TOO_MANY_SECRETS(CONFLICT);

    private final RefusalClass kind;

    MallRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

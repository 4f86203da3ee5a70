package io.wellspring.auth.mall;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Malls and secrets that have ended, or are too many. */
public enum MallRefusal implements RefusalCode {
    MALL_ENDED(UNKNOWN_CALLER),
    SECRET_ENDED(UNKNOWN_CALLER),
    TOO_MANY_SECRETS(CONFLICT);

    private final Kind kind;

    MallRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

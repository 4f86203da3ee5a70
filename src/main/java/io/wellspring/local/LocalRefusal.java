package io.wellspring.local;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** What only the stack of one machine refuses. */
enum LocalRefusal implements RefusalCode {
    HOST_NOT_SERVED(MISDIRECTED);

    private final Kind kind;

    LocalRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

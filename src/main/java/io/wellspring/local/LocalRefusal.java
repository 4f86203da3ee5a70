package io.wellspring.local;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** What only the stack of one machine refuses. */
enum LocalRefusal implements RefusalCode {
    HOST_NOT_SERVED(MISDIRECTED);

    private final RefusalClass kind;

    LocalRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

package io.wellspring.http;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Requests that the server itself cannot read. */
enum HttpRefusal implements RefusalCode {
    ADDRESS_TOO_LONG(LONG_ADDRESS),
    HEADERS_TOO_LARGE(LARGE_HEADERS);

    private final RefusalClass kind;

    HttpRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

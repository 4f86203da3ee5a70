package io.wellspring.http;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Requests that the server itself cannot read. */
enum HttpRefusal implements RefusalCode {
    ADDRESS_TOO_LONG(LONG_ADDRESS),
    HEADERS_TOO_LARGE(LARGE_HEADERS);

    private final Kind kind;

    HttpRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

package io.wellspring.api;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** What the conventions of the API refuse, at any call that they apply to. */
public enum CallRefusal implements RefusalCode {
    // Who is asking.
    UNAUTHENTICATED(UNKNOWN_CALLER),
    TOKEN_EXPIRED(UNKNOWN_CALLER),
    SESSION_ENDED(UNKNOWN_CALLER),
    FORBIDDEN(NOT_PERMITTED),
    NETWORK_NOT_ALLOWED(NOT_PERMITTED),
    TOO_MANY_REQUESTS(LIMITED),

    // What is asked.
    INVALID_CURSOR(BAD_INPUT),
    IDEMPOTENCY_KEY_REQUIRED(BAD_INPUT),
    KEY_REUSED(UNPROCESSABLE),
    COMMAND_FAILED(BROKEN);

    private final RefusalClass kind;

    CallRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

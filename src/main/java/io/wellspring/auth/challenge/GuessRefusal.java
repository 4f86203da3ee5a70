package io.wellspring.auth.challenge;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Wrong guesses at secrets, and too many of them. */
public enum GuessRefusal implements RefusalCode {
    CODE_WRONG(UNPROCESSABLE),
    PASSWORD_WRONG(UNPROCESSABLE),
    PASSWORD_LOCKED(LIMITED),
    TOO_MANY_TRIES(LIMITED),
    CHALLENGE_FAILED(UNPROCESSABLE);

    private final RefusalClass kind;

    GuessRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

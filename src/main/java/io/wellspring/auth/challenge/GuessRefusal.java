package io.wellspring.auth.challenge;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Wrong guesses at secrets, and too many of them. */
public enum GuessRefusal implements RefusalCode {
    CODE_WRONG(UNPROCESSABLE),
    PASSWORD_WRONG(UNPROCESSABLE),
    PASSWORD_LOCKED(LIMITED),
    TOO_MANY_TRIES(LIMITED),
    CHALLENGE_FAILED(UNPROCESSABLE);

    private final Kind kind;

    GuessRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

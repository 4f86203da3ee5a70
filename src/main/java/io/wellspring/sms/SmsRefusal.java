package io.wellspring.sms;

import static io.wellspring.refusal.Kind.*;

import io.wellspring.refusal.Kind;
import io.wellspring.refusal.RefusalCode;

/** Messages that are not sent, or not without proof of a person. */
public enum SmsRefusal implements RefusalCode {
    TOO_MANY_CODES(LIMITED),
    CHALLENGE_REQUIRED(LIMITED),
    SMS_UNAVAILABLE(UNAVAILABLE),
    SMS_UNCONFIRMED(UNAVAILABLE);

    private final Kind kind;

    SmsRefusal(Kind kind) {
        this.kind = kind;
    }

    @Override
    public Kind kind() {
        return kind;
    }
}

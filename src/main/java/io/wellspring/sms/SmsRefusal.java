package io.wellspring.sms;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Messages that are not sent, or not without proof of a person. */
public enum SmsRefusal implements RefusalCode {
    TOO_MANY_CODES(LIMITED),
    CHALLENGE_REQUIRED(LIMITED),
    SMS_UNAVAILABLE(UNAVAILABLE),
    SMS_UNCONFIRMED(UNAVAILABLE);

    private final RefusalClass kind;

    SmsRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

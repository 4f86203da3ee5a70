package io.wellspring.member;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Members who are not there, are there already, or may not act. */
public enum MemberRefusal implements RefusalCode {
    REFERRAL_CODE_UNKNOWN(UNPROCESSABLE),
    PHONE_ALREADY_REGISTERED(CONFLICT),
    NOT_REGISTERED(UNPROCESSABLE),
    ACCOUNT_LOCKED(NOT_PERMITTED),
    ACCOUNT_CLOSED(CONFLICT);

    private final RefusalClass kind;

    MemberRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

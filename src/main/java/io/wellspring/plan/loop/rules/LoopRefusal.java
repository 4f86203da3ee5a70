package io.wellspring.plan.loop.rules;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Parameters that a LOOP plan refuses, with a code for each reason. */
public enum LoopRefusal implements RefusalCode {
    LOOP_QUOTA_NEGATIVE(UNPROCESSABLE),
    LOOP_QUOTA_TOO_LARGE(UNPROCESSABLE),
    SPEND_PER_SHARE_NOT_POSITIVE(UNPROCESSABLE),
    SPEND_PER_SHARE_OUT_OF_RANGE(UNPROCESSABLE),
    REFERRAL_SHARE_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    SALES_RATE_NEGATIVE(UNPROCESSABLE),
    SALES_RATES_ABOVE_ONE(UNPROCESSABLE),
    TOO_MANY_LEVELS(UNPROCESSABLE),
    LEVEL_INCOMPLETE(UNPROCESSABLE),
    MIN_SHARES_OUT_OF_RANGE(UNPROCESSABLE),
    LEVELS_NOT_INCREASING(UNPROCESSABLE);

    private final RefusalClass kind;

    LoopRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

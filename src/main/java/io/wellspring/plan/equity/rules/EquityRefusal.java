package io.wellspring.plan.equity.rules;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** What an EQUITY plan refuses: redemptions, and parameters with a code for each reason. */
public enum EquityRefusal implements RefusalCode {
    PLAN_HAS_NO_UNITS(UNPROCESSABLE),
    INSUFFICIENT_UNITS(UNPROCESSABLE),
    REDEMPTION_PAYS_NOTHING(UNPROCESSABLE),
    CONTRIBUTION_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    GRANT_RATE_NEGATIVE(UNPROCESSABLE),
    GRANT_RATES_ABOVE_ONE(UNPROCESSABLE),
    ISSUE_PRICE_NOT_POSITIVE(UNPROCESSABLE),
    ISSUE_PRICE_OUT_OF_RANGE(UNPROCESSABLE),
    SUPPLY_CAP_TOO_SMALL(UNPROCESSABLE),
    SUPPLY_CAP_OUT_OF_RANGE(UNPROCESSABLE),
    REDEMPTION_FEE_RATE_OUT_OF_RANGE(UNPROCESSABLE),
    QUOTA_MULTIPLE_NEGATIVE(UNPROCESSABLE),
    QUOTA_MULTIPLE_TOO_LARGE(UNPROCESSABLE),
    QUOTA_BELOW_CONTRIBUTION(UNPROCESSABLE),
    REFERRAL_QUOTA_BELOW_GRANT(UNPROCESSABLE),
    MIN_SUPPLY_NEGATIVE(UNPROCESSABLE),
    MIN_SUPPLY_OUT_OF_RANGE(UNPROCESSABLE);

    private final RefusalClass kind;

    EquityRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

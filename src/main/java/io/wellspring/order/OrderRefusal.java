package io.wellspring.order;

import static io.wellspring.refusal.RefusalClass.*;

import io.wellspring.refusal.RefusalClass;
import io.wellspring.refusal.RefusalCode;

/** Orders that are not taken in. */
enum OrderRefusal implements RefusalCode {
    MEMBER_UNKNOWN(UNPROCESSABLE),
    PLAN_OUT_OF_SCOPE(NOT_PERMITTED),
    ORDER_CONFLICT(CONFLICT),
    DAILY_LIMIT_EXCEEDED(UNPROCESSABLE),
    PAID_AT_OUT_OF_RANGE(UNPROCESSABLE),
    DELIVERY_EMPTY(BAD_INPUT),
    NODE_LEAVING(UNAVAILABLE);

    private final RefusalClass kind;

    OrderRefusal(RefusalClass kind) {
        this.kind = kind;
    }

    @Override
    public RefusalClass kind() {
        return kind;
    }
}

package io.wellspring.order;

import io.wellspring.order.OrderOutcome.Result;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import org.jspecify.annotations.Nullable;

/** One order on its way through the intake: in good form and undecided, or with its result. */
record Reading(
        long line,
        @Nullable String orderId,
        @Nullable Order order,
        @Nullable Result result,
        @Nullable Refusal refusal) {

    static Reading of(long line, Order order) {
        return new Reading(line, order.orderId(), order, null, null);
    }

    static Reading refused(long line, Refusal refusal) {
        return new Reading(line, null, null, Result.REFUSED, refusal);
    }

    boolean isOpen() {
        return result == null;
    }

    Reading with(Order resolved) {
        return new Reading(line, orderId, resolved, result, refusal);
    }

    Reading ends(Result how) {
        return new Reading(line, orderId, order, how, null);
    }

    Reading conflicts() {
        return new Reading(line, orderId, order, Result.CONFLICT, Refusal.of(RefusalCode.ORDER_CONFLICT));
    }

    Reading refused(Refusal why) {
        return new Reading(line, orderId, order, Result.REFUSED, why);
    }
}

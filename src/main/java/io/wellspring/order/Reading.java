package io.wellspring.order;

import io.wellspring.order.OrderOutcome.Result;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * One order on its way through the intake: in good form and undecided, or with its result.
 *
 * @param unlessKnown why it is refused if it is new; one that was accepted before is known all the same
 */
record Reading(
        long line,
        @Nullable String orderId,
        @Nullable Order order,
        @Nullable Result result,
        @Nullable Refusal refusal,
        @Nullable Refusal unlessKnown) {

    static Reading of(long line, Order order) {
        return new Reading(line, order.orderId(), order, null, null, null);
    }

    static Reading refused(long line, Refusal refusal) {
        return new Reading(line, null, null, Result.REFUSED, refusal, null);
    }

    boolean isOpen() {
        return result == null;
    }

    Reading with(Order resolved) {
        return new Reading(line, orderId, resolved, result, refusal, unlessKnown);
    }

    Reading ends(Result how) {
        return new Reading(line, orderId, order, how, null, null);
    }

    Reading conflicts() {
        return new Reading(line, orderId, order, Result.CONFLICT, Refusal.of(OrderRefusal.ORDER_CONFLICT), null);
    }

    Reading refused(Refusal why) {
        return new Reading(line, orderId, order, Result.REFUSED, why, null);
    }

    Reading unlessKnown(@Nullable Refusal halt) {
        return new Reading(line, orderId, order, result, refusal, halt);
    }
}

package io.wellspring.order;

import io.wellspring.refusal.Refusal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Between which times a new order may say that it was paid. */
record PaidAtRange(Instant earliest, Instant latest) {

    boolean holds(Instant paidAt) {
        return !paidAt.isBefore(earliest) && !paidAt.isAfter(latest);
    }

    Refusal refusal() {
        return Refusal.of(OrderRefusal.PAID_AT_OUT_OF_RANGE)
                .with("earliest", earliest.truncatedTo(ChronoUnit.SECONDS).toString())
                .with("latest", latest.truncatedTo(ChronoUnit.SECONDS).toString());
    }
}

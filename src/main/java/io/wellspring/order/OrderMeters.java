package io.wellspring.order;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.order.OrderOutcome.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** {@code wellspring.order.received}: orders by what became of them, and why; never by whose they are. */
@Component
class OrderMeters {

    private final MeterRegistry meters;

    OrderMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Result result : Result.values()) {
            count(result, "none", 0);
        }
        // An alert waits for it, and sees no rise of what begins with its first count.
        count(Result.REFUSED, OrderRefusal.DAILY_LIMIT_EXCEEDED.text(), 0);
    }

    void received(List<Reading> decided) {
        decided.forEach(this::received);
    }

    private void received(Reading decided) {
        String reason =
                decided.refusal() == null ? "none" : decided.refusal().code().text();
        count(decided.result(), reason, 1);
    }

    private void count(@Nullable Result result, String reason, int orders) {
        if (result != null) {
            Counter.builder("wellspring.order.received")
                    .description("Orders taken in, by what became of them and why")
                    .tags("outcome", result.figure(), "reason", reason)
                    .register(meters)
                    .increment(orders);
        }
    }
}

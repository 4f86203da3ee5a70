package io.wellspring.order;

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
            meters.counter("wellspring.order.received", "outcome", result.text(), "reason", reason)
                    .increment(orders);
        }
    }
}

package io.wellspring.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What limits do, for those who watch: which of them refuse, and how often Redis could not be asked. */
@Component
class LimitMeters {

    private final MeterRegistry meters;
    private final Counter unavailable;

    LimitMeters(MeterRegistry meters) {
        this.meters = meters;
        this.unavailable = Counter.builder("wellspring.limit.unavailable")
                .description("Times that a limit could not be asked of Redis")
                .register(meters);
    }

    /** @param limit one of few names, never with a subject in it */
    void refused(String limit) {
        Counter.builder("wellspring.limit.refused")
                .description("Calls that a limit refused, by the name of the limit")
                .tag("limit", limit)
                .register(meters)
                .increment();
    }

    void unavailable() {
        unavailable.increment();
    }
}

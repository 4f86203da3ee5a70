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
        this.unavailable = meters.counter("wellspring.limit.unavailable");
    }

    /** @param limit one of few names, never with a subject in it */
    void refused(String limit) {
        meters.counter("wellspring.limit.refused", "limit", limit).increment();
    }

    void unavailable() {
        unavailable.increment();
    }
}

package io.wellspring.auth;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** {@code wellspring.auth.entries}: who came in, by which way, and who did not; never who they are. */
@Component
class EntryMeters {

    /** The ways in. */
    enum Way {
        REGISTRATION,
        PASSWORD,
        CODE,
        RENEWAL,
        OPERATOR,
        CLIENT
    }

    private final MeterRegistry meters;

    EntryMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Way way : Way.values()) {
            count(way, "accepted", 0);
            count(way, "refused", 0);
        }
    }

    /** Counts how an entry ends; one that its caller gives up is neither. */
    <T> Mono<T> counted(Way way, Mono<T> entry) {
        return entry.doFinally(end -> count(way, end));
    }

    private void count(Way way, SignalType end) {
        if (end != SignalType.CANCEL) {
            count(way, end == SignalType.ON_ERROR ? "refused" : "accepted", 1);
        }
    }

    private void count(Way way, String outcome, int entries) {
        meters.counter("wellspring.auth.entries", "way", way.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .increment(entries);
    }
}

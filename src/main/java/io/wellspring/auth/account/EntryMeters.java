package io.wellspring.auth.account;

import static io.wellspring.member.MemberRefusal.NOT_REGISTERED;
import static io.wellspring.member.MemberRefusal.PHONE_ALREADY_REGISTERED;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.Locale;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

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

    private static final int FAULTS_OF_OURS = 500;
    private static final Set<RefusalCode> OTHER_DOOR = Set.of(NOT_REGISTERED, PHONE_ALREADY_REGISTERED);

    private final MeterRegistry meters;

    EntryMeters(MeterRegistry meters) {
        this.meters = meters;
        for (Way way : Way.values()) {
            count(way, "accepted", 0);
            count(way, "refused", 0);
            count(way, "failed", 0);
        }
    }

    /**
     * Counts how an entry ends; one that its caller gives up is neither, nor is one whose holder has proved the number and is
     * shown to the other door.
     */
    <T> Mono<T> counted(Way way, Mono<T> entry) {
        return entry.doOnSuccess(entered -> count(way, "accepted", 1))
                .doOnError(failure -> !isShownToTheOtherDoor(failure), failure -> ended(way, failure));
    }

    private void ended(Way way, Throwable failure) {
        count(way, isOfTheCaller(failure) ? "refused" : "failed", 1);
    }

    private static boolean isShownToTheOtherDoor(Throwable failure) {
        return failure instanceof Refusal refusal && OTHER_DOOR.contains(refusal.code());
    }

    /** What is away with us is nobody's try, and must not look like guessing. */
    private static boolean isOfTheCaller(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code().kind().status() < FAULTS_OF_OURS;
    }

    private void count(Way way, String outcome, int entries) {
        Counter.builder("wellspring.auth.entries")
                .description("Entries by way and outcome; one that failed did so by a fault of ours")
                .tags("way", way.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .register(meters)
                .increment(entries);
    }
}

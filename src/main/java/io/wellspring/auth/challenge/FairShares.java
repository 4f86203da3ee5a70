package io.wellspring.auth.challenge;

import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Mono;

/** Keeps one subject from taking all of what is scarce on a node: only so much of its work is done at once. */
final class FairShares {

    private final Map<String, Integer> atWork = new ConcurrentHashMap<>();

    /** The work, or BUSY where the subject has as much at once already as its share allows. */
    <T> Mono<T> within(int share, String subject, Mono<T> work) {
        return Mono.using(() -> enter(share, subject), entered -> work, this::leave);
    }

    private String enter(int share, String subject) {
        atWork.compute(subject, (name, count) -> {
            int before = count == null ? 0 : count;
            if (before >= share) {
                throw Refusal.of(GeneralRefusal.BUSY);
            }
            return before + 1;
        });
        return subject;
    }

    private void leave(String subject) {
        atWork.computeIfPresent(subject, (name, count) -> count > 1 ? count - 1 : null);
    }
}

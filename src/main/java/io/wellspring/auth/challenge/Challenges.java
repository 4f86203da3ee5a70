package io.wellspring.auth.challenge;

import static io.wellspring.auth.challenge.GuessRefusal.CHALLENGE_FAILED;
import static io.wellspring.auth.challenge.GuessRefusal.TOO_MANY_TRIES;
import static io.wellspring.sms.SmsRefusal.CHALLENGE_REQUIRED;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Origin;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.limit.Window;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Lets whoever has solved a challenge pass where an address alone would have to wait, so that nobody has to pay for
 * those who share the address. Answers are bounded too, for each costs a call to the provider.
 */
@Component
public class Challenges {

    private final Challenge challenge;
    private final SlidingWindows windows;
    private final KeyedHash hash;
    private final AuthSettings.Codes limits;

    public Challenges(Challenge challenge, SlidingWindows windows, KeyedHash hash, AuthSettings settings) {
        this.challenge = challenge;
        this.windows = windows;
        this.hash = hash;
        this.limits = settings.codes();
    }

    /**
     * Takes a place as anybody may; where that is refused with CHALLENGE_REQUIRED and an answer is there, another one.
     *
     * @throws Refusal as either does, CHALLENGE_FAILED, or TOO_MANY_TRIES after too many answers
     */
    public Mono<Place> take(Origin origin, Mono<Place> asAnybody, Supplier<Mono<Place>> asSolver) {
        String answer = origin.challenge();
        return answer == null
                ? asAnybody
                : asAnybody.onErrorResume(
                        Challenges::isRequired,
                        required -> solved(origin, answer).then(Mono.defer(asSolver)));
    }

    private Mono<Void> solved(Origin origin, String answer) {
        return takeAnswer(origin.address())
                .then(Mono.defer(() -> challenge.isSolved(answer)))
                .filter(solved -> solved)
                .switchIfEmpty(Mono.error(() -> Refusal.of(CHALLENGE_FAILED)))
                .then();
    }

    private Mono<Place> takeAnswer(String address) {
        return windows.take(hash.all("challenge-address", address).stream()
                .map(name -> new Window(
                        "{challenges}:address:" + name,
                        limits.challengesPerAddressPerHour(),
                        Duration.ofHours(1),
                        TOO_MANY_TRIES))
                .toList());
    }

    private static boolean isRequired(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == CHALLENGE_REQUIRED;
    }
}

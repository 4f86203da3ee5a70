package io.wellspring.auth;

import static io.wellspring.refusal.RefusalCode.BUSY;
import static io.wellspring.refusal.RefusalCode.SIGN_IN_FAILED;
import static io.wellspring.refusal.RefusalCode.TOO_MANY_TRIES;

import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.limit.Window;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds how often a password may be guessed: tightly from one address, and loosely from all together, so that a
 * stranger cannot easily lock somebody out. A try is counted before it is looked at, and given back unless
 * it failed: so many at once are as bounded as one after the other.
 */
@Component
class Guesses {

    private final SlidingWindows windows;
    private final KeyedHash hash;
    private final AuthSettings.Tries limits;

    Guesses(SlidingWindows windows, KeyedHash hash, AuthSettings settings) {
        this.windows = windows;
        this.hash = hash;
        this.limits = settings.tries();
    }

    /**
     * Runs the attempt if the one who is claimed and the address have tries left.
     *
     * @param claimed who the caller claims to be, with its sort in front: "member:…"
     */
    <T> Mono<T> bounded(String claimed, String address, Mono<T> attempt) {
        return windows.take(windows(claimed, address))
                .onErrorMap(Exception.class, failure -> failure instanceof Refusal ? failure : Refusal.of(BUSY))
                .flatMap(place -> attempt.onErrorResume(failure -> notCounted(place, failure))
                        .flatMap(success -> giveBack(place).thenReturn(success)));
    }

    private <T> Mono<T> notCounted(Place place, Throwable failure) {
        boolean guessedWrong = failure instanceof Refusal refusal && refusal.code() == SIGN_IN_FAILED;
        return guessedWrong ? Mono.error(failure) : giveBack(place).then(Mono.error(failure));
    }

    /** A place that cannot be given back costs one try, not the sign-in. */
    private Mono<Void> giveBack(Place place) {
        return windows.giveBack(place).onErrorComplete(Exception.class);
    }

    private List<Window> windows(String claimed, String address) {
        Duration length = Duration.ofSeconds(limits.windowSeconds());
        String name = "{tries}:name:" + hash.of("tries-name", claimed);
        String pair = "{tries}:pair:" + hash.of("tries-pair", claimed + "\n" + address);
        String origin = "{tries}:address:" + hash.of("tries-address", address);
        return List.of(
                new Window(pair, limits.failuresPerName(), length, TOO_MANY_TRIES),
                new Window(name, limits.failuresPerNameEverywhere(), length, TOO_MANY_TRIES),
                new Window(origin, limits.failuresPerAddress(), length, TOO_MANY_TRIES));
    }
}

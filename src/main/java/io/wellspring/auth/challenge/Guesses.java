package io.wellspring.auth.challenge;

import static io.wellspring.auth.challenge.GuessRefusal.CODE_WRONG;
import static io.wellspring.auth.challenge.GuessRefusal.PASSWORD_LOCKED;
import static io.wellspring.auth.challenge.GuessRefusal.PASSWORD_WRONG;
import static io.wellspring.auth.challenge.GuessRefusal.TOO_MANY_TRIES;
import static io.wellspring.refusal.GeneralRefusal.BUSY;
import static io.wellspring.refusal.GeneralRefusal.SIGN_IN_FAILED;
import static io.wellspring.sms.SmsRefusal.CHALLENGE_REQUIRED;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.caller.Origin;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.SlidingWindows.Place;
import io.wellspring.limit.Window;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Bounds how often a password or a code may be guessed: tightly from one address, and loosely, if at all, from
 * everywhere together, so that a stranger cannot easily lock somebody out. A try is counted before it is looked at, and
 * given back unless it failed: so many at once are as bounded as one after the other.
 */
@Component
public class Guesses {

    private static final Set<RefusalCode> WRONG = Set.of(SIGN_IN_FAILED, CODE_WRONG, PASSWORD_WRONG);
    private static final Duration DAY = Duration.ofDays(1);

    private final SlidingWindows windows;
    private final Challenges challenges;
    private final KeyedHash hash;
    private final AuthSettings.Tries limits;
    private final FairShares shares = new FairShares();
    private final int waiting;

    public Guesses(SlidingWindows windows, Challenges challenges, KeyedHash hash, AuthSettings settings) {
        this.windows = windows;
        this.challenges = challenges;
        this.hash = hash;
        this.limits = settings.tries();
        this.waiting = settings.passwords().threads() * settings.passwords().queuePerThread();
    }

    /**
     * Runs the attempt if the one who is claimed, and the address, have tries left. Whoever shares an address with others
     * who fail is asked for a challenge.
     */
    public <T> Mono<T> bounded(TriedName claim, Origin origin, Mono<T> attempt) {
        Mono<Place> asAnybody = windows.take(windows(claim, origin, false));
        return challenges
                .take(origin, asAnybody, () -> windows.take(windows(claim, origin, true)))
                .onErrorMap(Exception.class, failure -> failure instanceof Refusal ? failure : Refusal.of(BUSY))
                .flatMap(place -> fairly(claim, origin, attempt)
                        .onErrorResume(failure -> notCounted(place, failure))
                        .flatMap(success -> giveBack(place).thenReturn(success)));
    }

    /** Forgets what failed with this name, from everywhere and from this address, where somebody has proved to be the one. */
    public Mono<Void> forget(TriedName claim, String address) {
        return windows.forget(Stream.concat(names(claim).stream(), pairs(claim, address).stream())
                .toList());
    }

    /**
     * Hashing is scarce: one whose password is guessed from everywhere takes a quarter of what a node can have waiting,
     * one address that guesses at everybody a half, and the rest is there for others.
     */
    private <T> Mono<T> fairly(TriedName claim, Origin origin, Mono<T> attempt) {
        if (!claim.everywhere()) {
            return attempt;
        }
        Mono<T> ofName = shares.within(waiting / 4 + 1, "name:" + claim.name(), attempt);
        return shares.within(waiting / 2 + 1, "address:" + origin.address(), ofName);
    }

    private <T> Mono<T> notCounted(Place place, Throwable failure) {
        boolean guessedWrong = failure instanceof Refusal refusal && WRONG.contains(refusal.code());
        return guessedWrong ? Mono.error(failure) : giveBack(place).then(Mono.error(failure));
    }

    /** A place that cannot be given back costs one try, not the sign-in. */
    private Mono<Void> giveBack(Place place) {
        return windows.giveBack(place).onErrorComplete(Exception.class);
    }

    /** What a challenge cannot open comes first, so that nobody solves one in vain. */
    private List<Window> windows(TriedName claim, Origin origin, boolean challenged) {
        Duration length = Duration.ofSeconds(limits.windowSeconds());
        List<Window> all = new ArrayList<>(locks(claim));
        pairs(claim, origin.address())
                .forEach(pair -> all.add(new Window(pair, limits.failuresPerName(), length, TOO_MANY_TRIES)));
        if (claim.everywhere()) {
            names(claim)
                    .forEach(name ->
                            all.add(new Window(name, limits.failuresPerNameEverywhere(), length, TOO_MANY_TRIES)));
        }
        if (!challenged) {
            all.addAll(ofCaller(origin, length));
        }
        return all;
    }

    /** Members who are signed in answer for themselves and not for their address. */
    private List<Window> ofCaller(Origin origin, Duration length) {
        String member = origin.member();
        if (member != null) {
            return List.of(new Window("{tries}:member:" + member, limits.failuresPerAddress(), length, TOO_MANY_TRIES));
        }
        return hash.all("tries-address", origin.address()).stream()
                .map(address -> new Window(
                        "{tries}:address:" + address, limits.failuresPerAddress(), length, CHALLENGE_REQUIRED))
                .toList();
    }

    private List<Window> locks(TriedName claim) {
        if (!claim.locks()) {
            return List.of();
        }
        return names(claim).stream()
                .map(name -> new Window(name, limits.failuresPerNamePerDay(), DAY, PASSWORD_LOCKED))
                .toList();
    }

    private List<String> names(TriedName claim) {
        return hash.all("tries-name", claim.name()).stream()
                .map(name -> "{tries}:name:" + name)
                .toList();
    }

    private List<String> pairs(TriedName claim, String address) {
        return hash.all("tries-pair", claim.name() + "\n" + address).stream()
                .map(pair -> "{tries}:pair:" + pair)
                .toList();
    }
}

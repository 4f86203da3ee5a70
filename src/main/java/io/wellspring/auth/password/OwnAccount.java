package io.wellspring.auth.password;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.auth.challenge.Guesses;
import io.wellspring.auth.challenge.TriedName;
import io.wellspring.auth.session.Sessions;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneNumbers;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How members who are signed in prove once more that they are themselves, before something that cannot be undone. */
@Component
public class OwnAccount {

    private final PhoneNumbers numbers;
    private final MemberStates states;
    private final Sessions sessions;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final Guesses guesses;

    OwnAccount(
            PhoneNumbers numbers,
            MemberStates states,
            Sessions sessions,
            Passwords passwords,
            PasswordHasher hasher,
            Guesses guesses) {
        this.numbers = numbers;
        this.states = states;
        this.sessions = sessions;
        this.passwords = passwords;
        this.hasher = hasher;
        this.guesses = guesses;
    }

    /** The member's own number, as long as the session stands; else SESSION_ENDED. */
    public Mono<Phone> phoneOf(SignedIn member) {
        return sessions.confirm(member)
                .then(Mono.defer(() -> numbers.of(member.memberId())))
                .switchIfEmpty(Mono.error(() -> Refusal.of(CallRefusal.SESSION_ENDED)));
    }

    /** Bounded together with the tries to sign in: whoever has stolen a session gets no more of them for it. */
    public Mono<Void> provePassword(SignedIn member, Phone phone, String password, Origin origin) {
        return guesses.bounded(TriedName.password(phone), origin, matches(member.memberId(), password))
                .onErrorMap(OwnAccount::isWrong, wrong -> Refusal.of(GuessRefusal.PASSWORD_WRONG))
                .then();
    }

    /**
     * Holds the member's row, in the caller's transaction, and asks again whether the session stands. Whoever locks,
     * closes or changes a number holds the row while ending sessions, so nothing of that happens from here to the commit.
     */
    public Mono<Void> hold(SignedIn member) {
        return states.hold(member.memberId()).then(Mono.defer(() -> sessions.confirm(member)));
    }

    private Mono<Boolean> matches(long memberId, String password) {
        return passwords
                .find(memberId)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(hash -> hasher.matches(password, hash.orElse(null)))
                .filter(right -> right)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED)));
    }

    private static boolean isWrong(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.code() == GeneralRefusal.SIGN_IN_FAILED;
    }
}

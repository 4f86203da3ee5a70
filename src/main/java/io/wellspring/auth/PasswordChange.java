package io.wellspring.auth;

import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes the password of a member who is signed in; the other sessions end (design, section 6). */
@Component
class PasswordChange {

    private final Sessions sessions;
    private final Members members;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final PasswordRules rules;
    private final Guesses guesses;
    private final CodeProofs codes;
    private final PasswordReplacement replacement;

    PasswordChange(
            Sessions sessions,
            Members members,
            Passwords passwords,
            PasswordHasher hasher,
            PasswordRules rules,
            Guesses guesses,
            CodeProofs codes,
            PasswordReplacement replacement) {
        this.sessions = sessions;
        this.members = members;
        this.passwords = passwords;
        this.hasher = hasher;
        this.rules = rules;
        this.guesses = guesses;
        this.codes = codes;
        this.replacement = replacement;
    }

    /**
     * By the old password. A wrong one counts like a failed sign-in, so that a stolen token cannot guess it.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, PASSWORD_WRONG, TOO_MANY_TRIES, PASSWORD_LOCKED, SESSION_ENDED or BUSY
     */
    Mono<Void> byOldPassword(SignedIn caller, String newPassword, String oldPassword, String address) {
        return phoneFor(caller, newPassword)
                .flatMap(phone -> guesses.bounded(
                                Claim.password(phone), address, matches(caller.memberId(), oldPassword))
                        .then(Mono.defer(() -> replace(caller, phone, newPassword))));
    }

    /**
     * By a code that was sent to the member's own number, also where there was no password before.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, CODE_WRONG, TOO_MANY_TRIES, SESSION_ENDED or BUSY
     */
    Mono<Void> byCode(SignedIn caller, String newPassword, String code, String address) {
        return phoneFor(caller, newPassword)
                .flatMap(phone -> codes.prove(phone, Purpose.CHANGE_PASSWORD, code, address)
                        .then(Mono.defer(() -> replace(caller, phone, newPassword))));
    }

    private Mono<Phone> phoneFor(SignedIn caller, String newPassword) {
        return sessions.confirm(caller)
                .then(members.phoneOf(caller.memberId()))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.SESSION_ENDED)))
                .doOnNext(phone -> rules.check(newPassword, phone));
    }

    private Mono<Boolean> matches(long member, String oldPassword) {
        return passwords
                .find(member)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(hash -> hasher.matches(oldPassword, hash.orElse(null)))
                .filter(right -> right)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.PASSWORD_WRONG)));
    }

    /** The session is asked for once more within: a reset in between must not be overwritten by one whom it signed out. */
    private Mono<Void> replace(SignedIn caller, Phone phone, String newPassword) {
        return replacement.replace(caller.memberId(), phone, newPassword, sessions.confirm(caller), caller.session());
    }
}

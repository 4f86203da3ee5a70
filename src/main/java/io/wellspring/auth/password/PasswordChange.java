package io.wellspring.auth.password;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.session.Sessions;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Changes the password of a member who is signed in; the other sessions end. */
@Component
class PasswordChange {

    private final OwnAccount account;
    private final Sessions sessions;
    private final PasswordRules rules;
    private final CodeProofs codes;
    private final PasswordHasher hasher;
    private final PasswordReplacement replacement;

    PasswordChange(
            OwnAccount account,
            Sessions sessions,
            PasswordRules rules,
            CodeProofs codes,
            PasswordHasher hasher,
            PasswordReplacement replacement) {
        this.account = account;
        this.sessions = sessions;
        this.rules = rules;
        this.codes = codes;
        this.hasher = hasher;
        this.replacement = replacement;
    }

    /**
     * By the old password. A wrong one counts like a failed sign-in, so that a stolen token cannot guess it.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, PASSWORD_WRONG, TOO_MANY_TRIES, PASSWORD_LOCKED, SESSION_ENDED or BUSY
     */
    Mono<Void> byOldPassword(SignedIn caller, String newPassword, String oldPassword, Origin origin) {
        return phoneFor(caller, newPassword)
                .flatMap(phone -> account.provePassword(caller, phone, oldPassword, origin)
                        .then(Mono.defer(() -> hasher.hash(newPassword)))
                        .flatMap(hash -> replace(caller, phone, hash)));
    }

    /**
     * By a code that was sent to the member's own number, also where there was no password before.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, CODE_WRONG, TOO_MANY_TRIES, SESSION_ENDED or BUSY
     */
    Mono<Void> byCode(SignedIn caller, String newPassword, String code, Origin origin) {
        return phoneFor(caller, newPassword)
                .flatMap(phone -> codes.prove(
                                phone, List.of(Purpose.CHANGE_PASSWORD), code, origin, hasher.hash(newPassword))
                        .flatMap(hash -> replace(caller, phone, hash)));
    }

    private Mono<Phone> phoneFor(SignedIn caller, String newPassword) {
        return account.phoneOf(caller).doOnNext(phone -> rules.check(newPassword, phone));
    }

    /** The session is asked for once more within: a reset in between must not be overwritten by one whom it signed out. */
    private Mono<Void> replace(SignedIn caller, Phone phone, String hash) {
        return replacement.replace(caller.memberId(), phone, hash, sessions.confirm(caller), caller.session());
    }
}

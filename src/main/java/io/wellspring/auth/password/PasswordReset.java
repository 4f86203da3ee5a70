package io.wellspring.auth.password;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.Purpose;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a new password to whoever proves the number, also where there was none before. */
@Component
class PasswordReset {

    private static final List<Purpose> RESET = List.of(Purpose.RESET_PASSWORD);

    private final Members members;
    private final CodeProofs codes;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final PasswordReplacement replacement;

    PasswordReset(
            Members members,
            CodeProofs codes,
            PasswordRules rules,
            PasswordHasher hasher,
            PasswordReplacement replacement) {
        this.members = members;
        this.codes = codes;
        this.rules = rules;
        this.hasher = hasher;
        this.replacement = replacement;
    }

    /**
     * Whatever is refused is refused before the code is used up; whether the number is registered is told to its holder
     * alone. All sessions of the member end.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, TOO_MANY_TRIES, CHALLENGE_REQUIRED, CODE_WRONG, NOT_REGISTERED or BUSY
     */
    Mono<Void> reset(Phone phone, String code, String newPassword, Origin origin) {
        return Mono.fromRunnable(() -> rules.check(newPassword, phone))
                .then(Mono.defer(() -> codes.prove(phone, RESET, code, origin, ready(phone, newPassword))))
                .flatMap(ready -> replacement.replace(ready.member(), phone, ready.hash(), Mono.empty(), null));
    }

    /** Whose password is replaced, and by what. */
    private record Ready(long member, String hash) {}

    private Mono<Ready> ready(Phone phone, String newPassword) {
        return members.requireByPhone(phone)
                .flatMap(member -> hasher.hash(newPassword).map(hash -> new Ready(member, hash)));
    }
}

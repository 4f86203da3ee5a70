package io.wellspring.auth;

import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives a new password to whoever proves the number, also where there was none before. */
@Component
class PasswordReset {

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
     * What can be mended without a new code is refused before the code is used up; whether the number is registered is
     * told only after it (design, section 6). All sessions of the member end.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, TOO_MANY_TRIES, CHALLENGE_REQUIRED, CODE_WRONG, NOT_REGISTERED or BUSY
     */
    Mono<Void> reset(Phone phone, String code, String newPassword, Origin origin) {
        return Mono.fromRunnable(() -> rules.check(newPassword, phone))
                .then(Mono.defer(
                        () -> codes.prove(phone, Purpose.RESET_PASSWORD, code, origin, hasher.hash(newPassword))))
                .flatMap(hash -> replace(phone, hash));
    }

    private Mono<Void> replace(Phone phone, String hash) {
        return members.findByPhone(phone)
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NOT_REGISTERED)))
                .flatMap(member -> replacement.replace(member, phone, hash, Mono.empty(), null));
    }
}

package io.wellspring.auth.account;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.password.PasswordHasher;
import io.wellspring.auth.password.PasswordRules;
import io.wellspring.auth.password.Passwords;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.auth.session.SessionOpening;
import io.wellspring.member.Member;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneNumbers;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Makes a member of whoever proves a number, and signs them in. */
@Component
class Registration {

    private final Members members;
    private final PhoneNumbers numbers;
    private final CodeProofs codes;
    private final PasswordRules rules;
    private final PasswordHasher hasher;
    private final Passwords passwords;
    private final SessionOpening opening;
    private final TransactionalOperator tx;

    Registration(
            Members members,
            PhoneNumbers numbers,
            CodeProofs codes,
            PasswordRules rules,
            PasswordHasher hasher,
            Passwords passwords,
            SessionOpening opening,
            TransactionalOperator tx) {
        this.members = members;
        this.numbers = numbers;
        this.codes = codes;
        this.rules = rules;
        this.hasher = hasher;
        this.passwords = passwords;
        this.opening = opening;
        this.tx = tx;
    }

    record Joined(Member member, IssuedTokens tokens) {}

    /**
     * Whatever is refused is refused before the code is used up; whether the number is registered is told to its holder
     * alone, who may then sign in with the same code. The hash is made outside the transaction, which should be short.
     *
     * @throws Refusal PASSWORD_TOO_WEAK, REFERRAL_CODE_UNKNOWN, CODE_WRONG, TOO_MANY_TRIES, CHALLENGE_REQUIRED,
     *     PHONE_ALREADY_REGISTERED or BUSY
     */
    Mono<Joined> join(
            Phone phone, String code, @Nullable String password, @Nullable String referralCode, Origin origin) {
        return Mono.fromRunnable(() -> checkPassword(password, phone))
                .then(members.requireReferralCode(referralCode))
                .then(Mono.defer(() -> codes.prove(phone, Purpose.TO_JOIN, code, origin, ready(phone, password))))
                .flatMap(hash -> register(phone, hash, referralCode, origin).as(tx::transactional));
    }

    private Mono<Joined> register(Phone phone, Optional<String> hash, @Nullable String referralCode, Origin origin) {
        return members.register(phone, referralCode)
                .flatMap(member -> setPassword(member, hash).thenReturn(member))
                .flatMap(member -> opening.open(SignedIn.Kind.MEMBER, String.valueOf(member.id()), origin)
                        .map(opened -> new Joined(member, opened.tokens())));
    }

    private void checkPassword(@Nullable String password, Phone phone) {
        if (password != null) {
            rules.check(password, phone);
        }
    }

    private Mono<Optional<String>> ready(Phone phone, @Nullable String password) {
        return numbers.requireFree(phone).then(Mono.defer(() -> hashed(password)));
    }

    private Mono<Optional<String>> hashed(@Nullable String password) {
        return password == null
                ? Mono.just(Optional.empty())
                : hasher.hash(password).map(Optional::of);
    }

    private Mono<Void> setPassword(Member member, Optional<String> hash) {
        return hash.map(value -> passwords.set(member.id(), value)).orElse(Mono.empty());
    }
}

package io.wellspring.auth.account;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.caller.SignedIn.Kind;
import io.wellspring.auth.challenge.Guesses;
import io.wellspring.auth.challenge.TriedName;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.mall.MallSecrets;
import io.wellspring.auth.operator.Operators;
import io.wellspring.auth.operator.RefusedOperators;
import io.wellspring.auth.password.PasswordHasher;
import io.wellspring.auth.password.Passwords;
import io.wellspring.auth.session.IssuedTokens;
import io.wellspring.auth.session.SessionEndings;
import io.wellspring.auth.session.SessionOpening;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The ways to prove who one is. Whether a name is unknown or its proof is wrong, the answer is SIGN_IN_FAILED after the
 * same work.
 */
@Component
class SignIn {

    /** No member has this id, so looking for its password takes one query, as with any other. */
    private static final long NOBODY = 0;

    private final Members members;
    private final MemberStates states;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final Operators operators;
    private final MallSecrets mallSecrets;
    private final RefusedOperators refusedOperators;
    private final CodeProofs codes;
    private final Guesses guesses;
    private final SessionOpening opening;
    private final SessionEndings endings;
    private final TransactionalOperator tx;

    SignIn(
            Members members,
            MemberStates states,
            Passwords passwords,
            PasswordHasher hasher,
            Operators operators,
            MallSecrets mallSecrets,
            RefusedOperators refusedOperators,
            CodeProofs codes,
            Guesses guesses,
            SessionOpening opening,
            SessionEndings endings,
            TransactionalOperator tx) {
        this.members = members;
        this.states = states;
        this.passwords = passwords;
        this.hasher = hasher;
        this.operators = operators;
        this.mallSecrets = mallSecrets;
        this.refusedOperators = refusedOperators;
        this.codes = codes;
        this.guesses = guesses;
        this.opening = opening;
        this.endings = endings;
        this.tx = tx;
    }

    Mono<IssuedTokens> memberByPassword(Phone phone, String password, Origin origin) {
        return guesses.bounded(TriedName.password(phone), origin, memberWith(phone, password))
                .flatMap(proven -> open(stillProven(proven, phone), Kind.MEMBER, proven.member(), origin));
    }

    /** The holder of a number that is not registered is told so and keeps the code, which may be good for joining. */
    Mono<IssuedTokens> memberByCode(Phone phone, String code, Origin origin) {
        return codes.prove(phone, Purpose.TO_SIGN_IN, code, origin, members.requireByPhone(phone))
                .flatMap(member -> admit(member, phone, origin));
    }

    /** Lets a member in whose number was proved. */
    Mono<IssuedTokens> admit(long member, Phone proven, Origin origin) {
        return open(states.admit(member, proven), Kind.MEMBER, member, origin);
    }

    Mono<IssuedTokens> operator(String name, String password, Origin origin) {
        return guesses.bounded(TriedName.operator(name), origin, operatorWith(name, password))
                .onErrorResume(Refusal.class, refusal -> refusedOperators.logged(refusal, name, origin))
                .flatMap(operator -> open(Mono.empty(), Kind.OPERATOR, operator, origin));
    }

    /** A mall gets no session: it can always prove itself again. Nobody guesses 256 bits, so its tries are not counted. */
    Mono<IssuedTokens> mall(String id, String secret) {
        return mallSecrets.proved(id, secret).map(proved -> opening.tokens(SignedIn.mall(id, proved), null));
    }

    /** The state is told only here, after the proof, and holds, as the password does, until the session is committed. */
    private Mono<Void> stillProven(Proven proven, Phone phone) {
        return states.admit(proven.member(), phone)
                .then(Mono.defer(() -> passwords.requireStill(proven.member(), proven.hash())));
    }

    private Mono<IssuedTokens> open(Mono<Void> condition, Kind kind, long subject, Origin origin) {
        return condition
                .then(Mono.defer(() -> opening.open(kind, String.valueOf(subject), origin)))
                .as(tx::transactional)
                .flatMap(opened -> endings.announce(opened.displaced()).thenReturn(opened.tokens()))
                .as(SeenThrough::of);
    }

    /** A member whose password was right, and the hash it had then. */
    private record Proven(long member, String hash) {}

    private Mono<Proven> memberWith(Phone phone, String password) {
        return members.findByPhone(phone)
                .defaultIfEmpty(NOBODY)
                .flatMap(member -> passwords
                        .find(member)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(hash -> hasher.matches(password, hash.orElse(null))
                                .flatMap(right -> provenOrRefused(right, new Proven(member, hash.orElse(""))))));
    }

    private Mono<Long> operatorWith(String name, String password) {
        return operators
                .find(name)
                .defaultIfEmpty(Operators.NOBODY)
                .flatMap(operator -> hasher.matches(password, operator.passwordHash())
                        .flatMap(right -> provenOrRefused(right, operator.id())));
    }

    private static <T> Mono<T> provenOrRefused(boolean right, T who) {
        return right ? Mono.just(who) : Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED));
    }
}

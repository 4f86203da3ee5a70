package io.wellspring.auth;

import io.wellspring.auth.SignedIn.Kind;
import io.wellspring.member.Members;
import io.wellspring.member.Phone;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * The ways to prove who one is. Whether a name is unknown or its proof is wrong, the answer is SIGN_IN_FAILED after the
 * same work (design, section 6).
 */
@Component
class SignIn {

    /** No member has this id, so looking for its password takes one query, as with any other. */
    private static final long NOBODY = 0;

    private final Members members;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final Operators operators;
    private final Clients clients;
    private final SmsCodes codes;
    private final Guesses guesses;
    private final Opening opening;
    private final TransactionalOperator tx;

    SignIn(
            Members members,
            Passwords passwords,
            PasswordHasher hasher,
            Operators operators,
            Clients clients,
            SmsCodes codes,
            Guesses guesses,
            Opening opening,
            TransactionalOperator tx) {
        this.members = members;
        this.passwords = passwords;
        this.hasher = hasher;
        this.operators = operators;
        this.clients = clients;
        this.codes = codes;
        this.guesses = guesses;
        this.opening = opening;
        this.tx = tx;
    }

    Mono<IssuedTokens> memberByPassword(Phone phone, String password, String address) {
        return guesses.bounded("member:" + phone.e164(), address, memberWith(phone, password))
                .flatMap(member -> open(Kind.MEMBER, String.valueOf(member)));
    }

    /** Whoever holds the number is told that it is not registered: the code has proved it. */
    Mono<IssuedTokens> memberByCode(Phone phone, String code) {
        return codes.consume(phone, Purpose.SIGN_IN, code)
                .then(members.findByPhone(phone))
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NOT_REGISTERED)))
                .flatMap(member -> open(Kind.MEMBER, String.valueOf(member)));
    }

    Mono<IssuedTokens> operator(String name, String password, String address) {
        return guesses.bounded("operator:" + name, address, operatorWith(name, password))
                .flatMap(operator -> open(Kind.OPERATOR, String.valueOf(operator)));
    }

    /** A client gets no session: it can always prove itself again. Nobody guesses 256 bits, so its tries are not counted. */
    Mono<IssuedTokens> client(String id, String secret) {
        return clientWith(id, secret).map(client -> opening.tokens(new SignedIn(Kind.CLIENT, client, null), null));
    }

    private Mono<IssuedTokens> open(Kind kind, String subjectId) {
        return opening.open(kind, subjectId).as(tx::transactional);
    }

    private Mono<Long> memberWith(Phone phone, String password) {
        return members.findByPhone(phone)
                .defaultIfEmpty(NOBODY)
                .flatMap(member -> passwords
                        .find(member)
                        .map(Optional::of)
                        .defaultIfEmpty(Optional.empty())
                        .flatMap(hash -> hasher.matches(password, hash.orElse(null)))
                        .flatMap(right -> provenOrRefused(right, member)));
    }

    private Mono<Long> operatorWith(String name, String password) {
        return operators
                .find(name)
                .defaultIfEmpty(Operators.NOBODY)
                .flatMap(operator -> hasher.matches(password, operator.passwordHash())
                        .flatMap(right -> provenOrRefused(right, operator.id())));
    }

    private Mono<String> clientWith(String id, String secret) {
        return clients.knows(id, secret).flatMap(right -> provenOrRefused(right, id));
    }

    private static <T> Mono<T> provenOrRefused(boolean right, T who) {
        return right ? Mono.just(who) : Mono.error(() -> Refusal.of(RefusalCode.SIGN_IN_FAILED));
    }
}

package io.wellspring.auth;

import io.wellspring.member.Phone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Puts a new password in the place of the old one, ends the sessions that stood, and tells the member by SMS. The hash is
 * made outside the transaction, which should be short.
 */
@Component
class PasswordReplacement {

    private final PasswordHasher hasher;
    private final Passwords passwords;
    private final SessionEndings endings;
    private final SecurityNotices notices;
    private final TransactionalOperator tx;

    PasswordReplacement(
            PasswordHasher hasher,
            Passwords passwords,
            SessionEndings endings,
            SecurityNotices notices,
            TransactionalOperator tx) {
        this.hasher = hasher;
        this.passwords = passwords;
        this.endings = endings;
        this.notices = notices;
        this.tx = tx;
    }

    /**
     * Once the hash is there the caller's leaving changes nothing: a thief must not be able to cut off the notice.
     *
     * @param password that the rules have passed
     * @param condition asked within the transaction once the password is locked; its failure undoes all
     * @param except a session that goes on, if any
     */
    Mono<Void> replace(long member, Phone phone, String password, Mono<Void> condition, @Nullable UUID except) {
        return hasher.hash(password)
                .flatMap(hash ->
                        SeenThrough.of(written(member, hash, condition, except).then(notices.send(phone))));
    }

    private Mono<Void> written(long member, String hash, Mono<Void> condition, @Nullable UUID except) {
        return passwords
                .set(member, hash)
                .then(condition)
                .then(endings.endAll(SignedIn.Kind.MEMBER, String.valueOf(member), except))
                .as(tx::transactional)
                .flatMap(endings::announce);
    }
}

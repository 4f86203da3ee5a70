package io.wellspring.auth;

import io.wellspring.member.Phone;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Passwords that are locked because too many tries with them failed within a day: for operators to see and lift. Whether
 * anybody has the number makes no difference (design, section 6).
 */
@Component
public class PasswordLocks {

    private final Guesses guesses;

    PasswordLocks(Guesses guesses) {
        this.guesses = guesses;
    }

    /** Whether signing in with a password is refused with PASSWORD_LOCKED; fails where Redis is away. */
    public Mono<Boolean> isLocked(Phone phone) {
        return guesses.isLocked(Claim.password(phone));
    }

    /** Forgets the failed tries; an address that made too many stays shut out for its quarter of an hour. */
    public Mono<Void> unlock(Phone phone) {
        return guesses.forget(Claim.password(phone));
    }
}

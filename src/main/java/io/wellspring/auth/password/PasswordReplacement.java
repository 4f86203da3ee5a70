package io.wellspring.auth.password;

import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.auth.code.SecurityNotices;
import io.wellspring.auth.session.SessionEndings;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChanges;
import io.wellspring.member.PhoneNumbers;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Puts a new password in the place of the old one, ends the sessions that stood, and tells the member by SMS. A wish for
 * another number ends too: whoever replaces a password may do so because a thief has had it, and the wish may be theirs.
 */
@Component
class PasswordReplacement {

    private final MemberStates states;
    private final PhoneNumbers numbers;
    private final PhoneChanges changes;
    private final Passwords passwords;
    private final SessionEndings endings;
    private final SecurityNotices notices;
    private final TransactionalOperator tx;

    PasswordReplacement(
            MemberStates states,
            PhoneNumbers numbers,
            PhoneChanges changes,
            Passwords passwords,
            SessionEndings endings,
            SecurityNotices notices,
            TransactionalOperator tx) {
        this.states = states;
        this.numbers = numbers;
        this.changes = changes;
        this.passwords = passwords;
        this.endings = endings;
        this.notices = notices;
        this.tx = tx;
    }

    /**
     * From here on the caller's leaving changes nothing: a thief must not be able to cut off the notice.
     *
     * @param phone whose holder was proved to be the member; CODE_WRONG where it is another member's by now, or nobody's
     * @param hash of a password that the rules have passed, made before any code is used up, for there may be no room
     * @param condition asked within the transaction once the password is locked; its failure undoes all
     * @param except a session that goes on, if any
     */
    Mono<Void> replace(long member, Phone phone, String hash, Mono<Void> condition, @Nullable UUID except) {
        return held(member, phone)
                .then(Mono.defer(() -> written(member, hash, condition, except)))
                .as(tx::transactional)
                .flatMap(endings::announce)
                .then(Mono.defer(() -> notices.send(phone)))
                .as(SeenThrough::of);
    }

    private Mono<Void> held(long member, Phone phone) {
        return states.hold(member)
                .then(Mono.defer(() -> numbers.of(member)))
                .filter(phone::equals)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GuessRefusal.CODE_WRONG)))
                .then();
    }

    private Mono<List<UUID>> written(long member, String hash, Mono<Void> condition, @Nullable UUID except) {
        return passwords
                .set(member, hash)
                .then(condition)
                .then(Mono.defer(() -> changes.cancelAllOf(member)))
                .then(Mono.defer(() -> endings.endAll(SignedIn.Kind.MEMBER, String.valueOf(member), except)));
    }
}

package io.wellspring.auth.session;

import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.member.MemberAction;
import io.wellspring.member.MemberActions;
import io.wellspring.member.MemberRefusal;
import io.wellspring.member.MemberState;
import io.wellspring.member.MemberStates;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Shuts a member out on an operator's word, at once and everywhere, and lets the member in again. */
@Component
public class MemberLocks {

    private final MemberStates states;
    private final MemberActions deeds;
    private final SessionEndings endings;
    private final TransactionalOperator tx;

    MemberLocks(MemberStates states, MemberActions deeds, SessionEndings endings, TransactionalOperator tx) {
        this.states = states;
        this.deeds = deeds;
        this.endings = endings;
        this.tx = tx;
    }

    /**
     * Locks a member and ends all sessions; a locked member gets the new reason.
     *
     * @throws Refusal NO_SUCH_RESOURCE for nobody, ACCOUNT_CLOSED for one who has left
     */
    public Mono<Void> lock(SignedIn operator, long memberId, String reason) {
        return lockAndEnd(operator, memberId, reason)
                .as(tx::transactional)
                .flatMap(endings::announce)
                .as(SeenThrough::of);
    }

    /** Unlocks a member; one who is not locked stays as is, and nothing is noted. Refuses as {@link #lock} does. */
    public Mono<Void> unlock(SignedIn operator, long memberId, String reason) {
        return held(memberId)
                .filter(state -> state == MemberState.LOCKED)
                .flatMap(locked -> states.unlock(memberId)
                        .then(deeds.record(memberId, operator.id(), MemberAction.Kind.UNLOCKED, reason)))
                .as(tx::transactional);
    }

    private Mono<List<UUID>> lockAndEnd(SignedIn operator, long memberId, String reason) {
        return held(memberId)
                .then(states.lock(memberId, reason))
                .then(deeds.record(memberId, operator.id(), MemberAction.Kind.LOCKED, reason))
                .then(endings.endAll(SignedIn.Kind.MEMBER, String.valueOf(memberId), null));
    }

    private Mono<MemberState> held(long memberId) {
        return states.hold(memberId)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .filter(state -> state != MemberState.CLOSED)
                .switchIfEmpty(Mono.error(() -> Refusal.of(MemberRefusal.ACCOUNT_CLOSED)));
    }
}

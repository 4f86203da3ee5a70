package io.wellspring.auth.account;

import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.code.SecurityNotices;
import io.wellspring.auth.session.SessionEndings;
import io.wellspring.member.MemberAction;
import io.wellspring.member.MemberActions;
import io.wellspring.member.MemberRefusal;
import io.wellspring.member.MemberState;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChange.Status;
import io.wellspring.member.PhoneChanges;
import io.wellspring.member.PhoneNumbers;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** What an operator decides about a wish for another number, once. The member's row is held before the wish. */
@Component
public class PhoneChangeDecisions {

    private final MemberStates states;
    private final PhoneChanges changes;
    private final PhoneNumbers numbers;
    private final MemberActions deeds;
    private final SessionEndings endings;
    private final SecurityNotices notices;
    private final TransactionalOperator tx;

    PhoneChangeDecisions(
            MemberStates states,
            PhoneChanges changes,
            PhoneNumbers numbers,
            MemberActions deeds,
            SessionEndings endings,
            SecurityNotices notices,
            TransactionalOperator tx) {
        this.states = states;
        this.changes = changes;
        this.numbers = numbers;
        this.deeds = deeds;
        this.endings = endings;
        this.notices = notices;
        this.tx = tx;
    }

    /**
     * Gives the member the new number, ends all sessions, and tells the old number.
     *
     * @throws Refusal NO_SUCH_RESOURCE, PHONE_CHANGE_DECIDED where it does not wait any more, ACCOUNT_LOCKED for a member
     *     who must be unlocked first, PHONE_ALREADY_REGISTERED where the number has a member by now; then it goes on waiting
     */
    public Mono<Void> approve(SignedIn operator, long id) {
        return memberOf(id)
                .flatMap(member -> move(operator, member, id))
                .as(tx::transactional)
                .flatMap(this::tell)
                .as(SeenThrough::of);
    }

    /** Refuses as {@link #approve} does, except for the number and the lock. */
    public Mono<Void> reject(SignedIn operator, long id, String reason) {
        return memberOf(id)
                .flatMap(member -> states.hold(member)
                        .then(Mono.defer(() -> held(id)))
                        .then(Mono.defer(() -> changes.decide(id, Status.REJECTED, reason)))
                        .then(deeds.record(member, operator.id(), MemberAction.Kind.PHONE_CHANGE_REJECTED, reason)))
                .as(tx::transactional);
    }

    /** What is to be told after the commit. */
    private record Moved(Phone from, List<UUID> ended) {}

    private Mono<Moved> move(SignedIn operator, long member, long id) {
        return states.hold(member)
                .filter(state -> state != MemberState.LOCKED)
                .switchIfEmpty(Mono.error(() -> Refusal.of(MemberRefusal.ACCOUNT_LOCKED)))
                .then(Mono.defer(() -> held(id)))
                .flatMap(to -> numbers.of(member)
                        .flatMap(from -> apply(operator, member, id, to).map(ended -> new Moved(from, ended))));
    }

    private Mono<List<UUID>> apply(SignedIn operator, long member, long id, Phone to) {
        return numbers.change(member, to)
                .then(Mono.defer(() -> changes.decide(id, Status.APPROVED, null)))
                .then(deeds.record(member, operator.id(), MemberAction.Kind.PHONE_CHANGE_APPROVED, null))
                .then(Mono.defer(() -> endings.endAll(SignedIn.Kind.MEMBER, String.valueOf(member), null)));
    }

    private Mono<Void> tell(Moved moved) {
        return endings.announce(moved.ended()).then(Mono.defer(() -> notices.send(moved.from())));
    }

    private Mono<Long> memberOf(long id) {
        return changes.memberOf(id).switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    private Mono<Phone> held(long id) {
        return changes.hold(id).switchIfEmpty(Mono.error(() -> Refusal.of(AccountRefusal.PHONE_CHANGE_DECIDED)));
    }
}

package io.wellspring.auth.account;

import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.password.OwnAccount;
import io.wellspring.auth.session.SessionEndings;
import io.wellspring.member.MemberStates;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChanges;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets a member leave: personal data are erased, ledger, logs and the referral tree stay under the id, which is a
 * pseudonym from then on, and the number is free again.
 */
@Component
class Closure {

    private final OwnAccount account;
    private final CodeProofs codes;
    private final List<ClosingObjection> objections;
    private final MemberStates states;
    private final PhoneChanges changes;
    private final MemberTraces traces;
    private final SessionEndings endings;
    private final TransactionalOperator tx;

    Closure(
            OwnAccount account,
            CodeProofs codes,
            List<ClosingObjection> objections,
            MemberStates states,
            PhoneChanges changes,
            MemberTraces traces,
            SessionEndings endings,
            TransactionalOperator tx) {
        this.account = account;
        this.codes = codes;
        this.objections = objections;
        this.states = states;
        this.changes = changes;
        this.traces = traces;
        this.endings = endings;
        this.tx = tx;
    }

    Mono<Void> byCode(SignedIn member, String code, boolean giveUp, Origin origin) {
        return close(member, giveUp, phone -> codes.prove(phone, Purpose.CLOSE_ACCOUNT, code, origin));
    }

    Mono<Void> byPassword(SignedIn member, String password, boolean giveUp, Origin origin) {
        return close(member, giveUp, phone -> account.provePassword(member, phone, password, origin));
    }

    /** How the member's own number is proved, or the password that belongs to it. */
    private interface Proof {
        Mono<Void> of(Phone phone);
    }

    /** Objections come before the proof, so that no code is used up in vain, and once more where nothing can change. */
    private Mono<Void> close(SignedIn member, boolean giveUp, Proof proof) {
        return account.phoneOf(member)
                .flatMap(phone -> objections(member, giveUp).then(Mono.defer(() -> proof.of(phone))))
                .then(Mono.defer(() -> left(member, giveUp)).as(SeenThrough::of));
    }

    private Mono<Void> left(SignedIn member, boolean giveUp) {
        return leave(member, giveUp).as(tx::transactional).flatMap(endings::announce);
    }

    private Mono<List<UUID>> leave(SignedIn member, boolean giveUp) {
        long id = member.memberId();
        return account.hold(member)
                .then(Mono.defer(() -> objections(member, giveUp)))
                .then(Mono.defer(() -> changes.cancelAllOf(id)))
                .then(Mono.defer(() -> states.close(id)))
                .then(Mono.defer(() -> traces.erase(id)))
                .then(Mono.defer(() -> endings.endAll(SignedIn.Kind.MEMBER, member.id(), null)));
    }

    private Mono<Void> objections(SignedIn member, boolean giveUp) {
        return giveUp
                ? Mono.empty()
                : Flux.fromIterable(objections)
                        .concatMap(objection -> objection.raise(member.memberId()))
                        .then();
    }
}

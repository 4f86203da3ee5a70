package io.wellspring.auth.account;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.challenge.GuessRefusal;
import io.wellspring.auth.code.CodeProofs;
import io.wellspring.auth.code.CodeRefusal;
import io.wellspring.auth.code.Purpose;
import io.wellspring.auth.code.SecurityNotices;
import io.wellspring.auth.code.SmsCodes;
import io.wellspring.auth.password.OwnAccount;
import io.wellspring.auth.session.SessionEndings;
import io.wellspring.member.Phone;
import io.wellspring.member.PhoneChange;
import io.wellspring.member.PhoneChanges;
import io.wellspring.member.PhoneNumbers;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Gives members another number: at once with codes to the old and the new one, or, where the old one is lost, by an
 * operator's approval. Whatever can be refused is refused before a code is used up: the codes are looked at first, and
 * consumed only when all else is right. The old number is told of either way.
 */
@Component
class PhoneChanging {

    private final OwnAccount account;
    private final SmsCodes codes;
    private final CodeProofs proofs;
    private final AuthSettings.Codes served;
    private final PhoneNumbers numbers;
    private final PhoneChanges changes;
    private final SessionEndings endings;
    private final SecurityNotices notices;
    private final TransactionalOperator tx;

    PhoneChanging(
            OwnAccount account,
            SmsCodes codes,
            CodeProofs proofs,
            AuthSettings settings,
            PhoneNumbers numbers,
            PhoneChanges changes,
            SessionEndings endings,
            SecurityNotices notices,
            TransactionalOperator tx) {
        this.account = account;
        this.codes = codes;
        this.proofs = proofs;
        this.served = settings.codes();
        this.numbers = numbers;
        this.changes = changes;
        this.endings = endings;
        this.notices = notices;
        this.tx = tx;
    }

    /** Refuses with PHONE_UNCHANGED, PHONE_REGION_NOT_SERVED, CODE_WRONG, TOO_MANY_TRIES or PHONE_ALREADY_REGISTERED. */
    Mono<Void> change(SignedIn member, Phone to, String newCode, String oldCode, Origin origin) {
        return account.phoneOf(member)
                .flatMap(from -> proved(from, to, newCode, origin)
                        .then(Mono.defer(() -> proofs.look(from, Purpose.CHANGE_PHONE, oldCode, origin)))
                        .then(Mono.defer(() -> codes.consume(to, Purpose.CHANGE_PHONE, newCode)))
                        .then(Mono.defer(() -> codes.consume(from, Purpose.CHANGE_PHONE, oldCode)))
                        .then(Mono.defer(() -> moved(member, from, to)).as(SeenThrough::of)));
    }

    /** Refuses as {@link #change} does, and with PASSWORD_WRONG. The notice lets the owner notice a thief's wish. */
    Mono<PhoneChange> ask(SignedIn member, Phone to, String newCode, String password, Origin origin) {
        return account.phoneOf(member)
                .flatMap(from -> proved(from, to, newCode, origin)
                        .then(Mono.defer(() -> account.provePassword(member, from, password, origin)))
                        .then(Mono.defer(() -> codes.consume(to, Purpose.CHANGE_PHONE, newCode)))
                        .then(Mono.defer(() -> asked(member, from, to)).as(SeenThrough::of)));
    }

    /** Withdraws a wish of one's own that waits. */
    Mono<Void> cancel(SignedIn member, long id) {
        return changes.memberOf(id)
                .filter(owner -> owner == member.memberId())
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .then(Mono.defer(() -> account.hold(member)))
                .then(Mono.defer(() -> changes.hold(id)))
                .switchIfEmpty(Mono.error(() -> Refusal.of(AccountRefusal.PHONE_CHANGE_DECIDED)))
                .flatMap(waits -> changes.decide(id, PhoneChange.Status.CANCELLED, null))
                .as(tx::transactional);
    }

    /** Whether the new number has a member is told only to whoever has shown its code. */
    private Mono<Void> proved(Phone from, Phone to, String newCode, Origin origin) {
        if (from.equals(to)) {
            return Mono.error(() -> Refusal.of(AccountRefusal.PHONE_UNCHANGED));
        }
        if (served.countryCodes().stream().noneMatch(to::isOf)) {
            return Mono.error(() -> Refusal.of(CodeRefusal.PHONE_REGION_NOT_SERVED));
        }
        return proofs.look(to, Purpose.CHANGE_PHONE, newCode, origin).then(Mono.defer(() -> numbers.requireFree(to)));
    }

    private Mono<Void> moved(SignedIn member, Phone from, Phone to) {
        return move(member, from, to)
                .as(tx::transactional)
                .flatMap(endings::announce)
                .then(Mono.defer(() -> notices.send(from)));
    }

    private Mono<PhoneChange> asked(SignedIn member, Phone from, Phone to) {
        return wait(member, from, to)
                .as(tx::transactional)
                .flatMap(change -> notices.send(from).thenReturn(change));
    }

    private Mono<List<UUID>> move(SignedIn member, Phone from, Phone to) {
        return holdAt(member, from)
                .then(Mono.defer(() -> changes.cancelAllOf(member.memberId())))
                .then(Mono.defer(() -> numbers.change(member.memberId(), to)))
                .then(Mono.defer(() -> endings.endAll(SignedIn.Kind.MEMBER, member.id(), member.session())));
    }

    private Mono<PhoneChange> wait(SignedIn member, Phone from, Phone to) {
        return holdAt(member, from).then(Mono.defer(() -> changes.ask(member.memberId(), to)));
    }

    /** A proof of a number that the same session has changed meanwhile is a proof no more. */
    private Mono<Void> holdAt(SignedIn member, Phone from) {
        return account.hold(member)
                .then(Mono.defer(() -> numbers.of(member.memberId())))
                .filter(from::equals)
                .switchIfEmpty(Mono.error(() -> Refusal.of(GuessRefusal.CODE_WRONG)))
                .then();
    }
}

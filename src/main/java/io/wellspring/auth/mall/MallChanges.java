package io.wellspring.auth.mall;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.OperatorRequest;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.mall.MallAction.Change;
import io.wellspring.auth.mall.MallAction.Kind;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * What operators do to malls, each deed in one transaction with the note of who did it. The id of a mall never changes, so
 * its orders are known again whatever happens to its secrets and terms.
 */
@Component
public class MallChanges {

    private static final int ID_CHARACTERS = 12;

    private final Malls malls;
    private final MallSecrets mallSecrets;
    private final MallActions actions;
    private final Secrets secrets;
    private final MallSettings settings;
    private final TransactionalOperator tx;

    MallChanges(
            Malls malls,
            MallSecrets mallSecrets,
            MallActions actions,
            Secrets secrets,
            MallSettings settings,
            TransactionalOperator tx) {
        this.malls = malls;
        this.mallSecrets = mallSecrets;
        this.actions = actions;
        this.secrets = secrets;
        this.settings = settings;
        this.tx = tx;
    }

    /**
     * A mall and a secret of it.
     *
     * @param secret shown this once and kept only as a hash; none where the request was a repeat
     */
    public record Credential(
            String mallId, long secretId, @Nullable String secret) {

        @Override
        public String toString() {
            return "Credential[mallId=" + mallId + ", secretId=" + secretId + "]";
        }
    }

    /** A mall as it is now, and what of it was changed. */
    public record Changed(Mall mall, List<Change> changes) {}

    /** Makes a mall for these plans, which the caller has checked, and its first secret. */
    public Mono<Credential> create(OperatorRequest by, MallTerms terms) {
        return once(by, Mono.defer(() -> made(by, terms))).as(tx::transactional);
    }

    /**
     * Gives a mall another secret, beside which the older ones serve for a while.
     *
     * @param overlapHours how long they do, 0 to end them at once; as the settings say where it is not given
     * @throws Refusal NO_SUCH_RESOURCE; TOO_MANY_SECRETS where as many stand as may
     */
    public Mono<Credential> addSecret(OperatorRequest by, String mallId, @Nullable Integer overlapHours) {
        int hours = Objects.requireNonNullElse(overlapHours, settings.overlapHours());
        return once(by, malls.hold(mallId).flatMap(mall -> added(by, mall.id(), hours)))
                .as(tx::transactional);
    }

    /** Ends a secret at once, and its tokens; one that has ended stays as it is. */
    public Mono<Void> endSecret(OperatorRequest by, String mallId, long secretId) {
        return malls.hold(mallId)
                .then(mallSecrets.end(mallId, secretId))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)))
                .filter(stood -> stood)
                .flatMap(stood -> actions.record(by, mallId, Kind.SECRET_ENDED, secretId, List.of()))
                .as(tx::transactional);
    }

    /** Gives a mall other terms, made of those that it has. */
    public Mono<Changed> change(OperatorRequest by, String mallId, UnaryOperator<MallTerms> change) {
        return malls.hold(mallId)
                .flatMap(mall -> changed(by, mall, change.apply(MallTerms.of(mall))))
                .as(tx::transactional);
    }

    /** Ends a mall at once: it gets no tokens, and those it has serve no more. One that has ended stays as it is. */
    public Mono<Mall> end(OperatorRequest by, String mallId) {
        return malls.hold(mallId)
                .flatMap(mall -> mall.isEnded() ? Mono.just(mall) : ended(by, mallId, true))
                .as(tx::transactional);
    }

    /** Undoes the end of a mall: its secrets serve again, as far as they have not ended themselves. */
    public Mono<Mall> reopen(OperatorRequest by, String mallId) {
        return malls.hold(mallId)
                .flatMap(mall -> mall.isEnded() ? ended(by, mallId, false) : Mono.just(mall))
                .as(tx::transactional);
    }

    private Mono<Credential> once(OperatorRequest by, Mono<Credential> work) {
        return by.key() == null
                ? work
                : actions.alone(by)
                        .then(Mono.defer(() -> actions.known(by)))
                        .flatMap(known -> repeated(by, known))
                        .switchIfEmpty(work);
    }

    private static Mono<Credential> repeated(OperatorRequest by, MallActions.Known known) {
        return known.fingerprint().equals(by.fingerprint())
                ? Mono.just(new Credential(known.mallId(), known.secretId(), null))
                : Mono.error(() -> Refusal.of(CallRefusal.KEY_REUSED));
    }

    private Mono<Credential> made(OperatorRequest by, MallTerms terms) {
        String secret = secrets.next();
        return malls.insert(secrets.nextName(ID_CHARACTERS), terms, Secrets.hash(secret))
                .flatMap(mall -> mallSecrets
                        .first(mall.id())
                        .flatMap(id -> actions.record(by, mall.id(), Kind.CREATED, id, List.of())
                                .thenReturn(new Credential(mall.id(), id, secret))));
    }

    private Mono<Credential> added(OperatorRequest by, String mallId, int overlapHours) {
        String secret = secrets.next();
        return mallSecrets
                .endOthers(mallId, overlapHours)
                .then(mallSecrets.standing(mallId))
                .filter(standing -> standing < settings.standingSecrets())
                .switchIfEmpty(Mono.error(() -> Refusal.of(MallRefusal.TOO_MANY_SECRETS)))
                .flatMap(standing -> mallSecrets.insert(mallId, Secrets.hash(secret)))
                .flatMap(id -> actions.record(by, mallId, Kind.SECRET_CREATED, id, List.of())
                        .thenReturn(new Credential(mallId, id, secret)));
    }

    private Mono<Changed> changed(OperatorRequest by, Mall mall, MallTerms terms) {
        List<Change> changes = differences(MallTerms.of(mall), terms);
        return changes.isEmpty()
                ? Mono.just(new Changed(mall, changes))
                : malls.update(mall.id(), terms)
                        .flatMap(now -> actions.record(by, mall.id(), Kind.CHANGED, changes)
                                .thenReturn(new Changed(now, changes)));
    }

    private Mono<Mall> ended(OperatorRequest by, String mallId, boolean ended) {
        return actions.record(by, mallId, ended ? Kind.ENDED : Kind.REOPENED, List.of())
                .then(malls.end(mallId, ended));
    }

    private static List<Change> differences(MallTerms before, MallTerms after) {
        List<Change> changes = new ArrayList<>();
        compare("name", before.name(), after.name(), changes);
        compare("planIds", ids(before), ids(after), changes);
        compare("dailyLimit", limit(before), limit(after), changes);
        return changes;
    }

    private static void compare(String field, String before, String after, List<Change> changes) {
        if (!before.equals(after)) {
            changes.add(new Change(field, before, after));
        }
    }

    private static String ids(MallTerms terms) {
        return terms.planIds().stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static String limit(MallTerms terms) {
        return Amount.format(terms.dailyLimitFen(), AssetCode.CNY);
    }
}

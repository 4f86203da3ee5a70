package io.wellspring.auth.session;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.MaskedAddress;
import io.wellspring.auth.caller.Secrets;
import io.wellspring.auth.caller.SeenThrough;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.RefreshTokens.Family;
import io.wellspring.refusal.Refusal;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Exchanges a refresh token for its successor. A repeat within the grace, while the successor is unused, gets the same
 * successor; any later reuse ends the session.
 */
@Component
public class Renewal {

    private final RefreshTokens refreshTokens;
    private final Sessions sessions;
    private final SessionOpening opening;
    private final TransactionalOperator tx;

    Renewal(RefreshTokens refreshTokens, Sessions sessions, SessionOpening opening, TransactionalOperator tx) {
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.opening = opening;
        this.tx = tx;
    }

    /** Refuses an unknown token with SIGN_IN_FAILED, one of an ended session, or used before, with SESSION_ENDED. */
    public Mono<IssuedTokens> renew(String refreshToken, String address) {
        byte[] hash = Secrets.hash(refreshToken);
        return refreshTokens
                .lockFamily(hash)
                .flatMap(family -> decide(family, refreshToken, address))
                .as(tx::transactional)
                .flatMap(this::answer)
                .as(SeenThrough::of);
    }

    /** What the transaction decided. It is a value, because a refusal in its place would roll the ending back. */
    private sealed interface Outcome {
        record Renewed(IssuedTokens tokens) implements Outcome {}

        record Ended(UUID session) implements Outcome {}
    }

    private Mono<Outcome> decide(Family family, String token, String address) {
        if (!family.stands()) {
            return Mono.just(new Outcome.Ended(family.session()));
        }
        return refreshTokens.useOf(Secrets.hash(token)).flatMap(use -> switch (use) {
            case FIRST -> succeed(family, token, address);
            case REPEATED -> repeat(family, token);
            case REUSED -> endFamily(family);
        });
    }

    private Mono<Outcome> succeed(Family family, String token, String address) {
        return refreshTokens
                .useUp(family.session())
                .then(refreshTokens.prolong(family.session(), MaskedAddress.of(address)))
                .then(refreshTokens.issueSuccessor(family.session(), token))
                .map(successor -> renewed(family, successor));
    }

    /** A successor that no key can make again is lost to its owner, so the session could not go on. */
    private Mono<Outcome> repeat(Family family, String token) {
        return refreshTokens
                .successorOf(token)
                .map(successor -> renewed(family, successor))
                .switchIfEmpty(Mono.defer(() -> endFamily(family)));
    }

    private Outcome renewed(Family family, String successor) {
        SignedIn caller = new SignedIn(family.kind(), family.subjectId(), family.session());
        return new Outcome.Renewed(opening.tokens(caller, successor));
    }

    private Mono<Outcome> endFamily(Family family) {
        return sessions.end(family.session()).thenReturn(new Outcome.Ended(family.session()));
    }

    private Mono<IssuedTokens> answer(Outcome outcome) {
        if (outcome instanceof Outcome.Renewed renewed) {
            return Mono.just(renewed.tokens());
        }
        UUID session = ((Outcome.Ended) outcome).session();
        return sessions.announceEnd(session).then(Mono.error(() -> Refusal.of(CallRefusal.SESSION_ENDED)));
    }
}

package io.wellspring.auth;

import io.wellspring.auth.RefreshTokens.Family;
import io.wellspring.auth.RefreshTokens.Use;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/**
 * Exchanges a refresh token for its successor. A repeat within the grace replaces the successor, while that is unused;
 * any later reuse ends the session (design, section 6).
 */
@Component
class Renewal {

    private final RefreshTokens refreshTokens;
    private final Sessions sessions;
    private final Opening opening;
    private final TransactionalOperator tx;

    Renewal(RefreshTokens refreshTokens, Sessions sessions, Opening opening, TransactionalOperator tx) {
        this.refreshTokens = refreshTokens;
        this.sessions = sessions;
        this.opening = opening;
        this.tx = tx;
    }

    /** Refuses an unknown token with SIGN_IN_FAILED, one of an ended session, or used before, with SESSION_ENDED. */
    Mono<IssuedTokens> renew(String refreshToken) {
        byte[] hash = Secrets.hash(refreshToken);
        return refreshTokens
                .lockFamily(hash)
                .flatMap(family -> decide(family, hash))
                .as(tx::transactional)
                .flatMap(this::answer);
    }

    /** What the transaction decided. It is a value, because a refusal in its place would roll the ending back. */
    private sealed interface Outcome {
        record Renewed(IssuedTokens tokens) implements Outcome {}

        record Ended(UUID session) implements Outcome {}
    }

    private Mono<Outcome> decide(Family family, byte[] hash) {
        if (!family.stands()) {
            return Mono.just(new Outcome.Ended(family.session()));
        }
        return refreshTokens.useOf(hash).flatMap(use -> use == Use.REUSED ? endFamily(family) : succeed(family, hash));
    }

    private Mono<Outcome> succeed(Family family, byte[] hash) {
        SignedIn caller = new SignedIn(family.kind(), family.subjectId(), family.session());
        return refreshTokens
                .useUp(family.session())
                .then(refreshTokens.prolong(family.session()))
                .then(refreshTokens.issue(family.session(), hash))
                .map(successor -> new Outcome.Renewed(opening.tokens(caller, successor)));
    }

    private Mono<Outcome> endFamily(Family family) {
        return sessions.end(family.session()).thenReturn(new Outcome.Ended(family.session()));
    }

    private Mono<IssuedTokens> answer(Outcome outcome) {
        if (outcome instanceof Outcome.Renewed renewed) {
            return Mono.just(renewed.tokens());
        }
        UUID session = ((Outcome.Ended) outcome).session();
        return sessions.announceEnd(session).then(Mono.error(() -> Refusal.of(RefusalCode.SESSION_ENDED)));
    }
}

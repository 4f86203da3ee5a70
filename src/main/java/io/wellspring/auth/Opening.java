package io.wellspring.auth;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a session, in the caller's transaction, and hands out its first tokens. */
@Component
class Opening {

    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final AuthSettings settings;

    Opening(Sessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens, AuthSettings settings) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.settings = settings;
    }

    Mono<IssuedTokens> open(SignedIn.Kind kind, String subjectId) {
        return sessions.open(kind, subjectId)
                .flatMap(session -> refreshTokens
                        .issueFirst(session)
                        .map(refresh -> tokens(new SignedIn(kind, subjectId, session), refresh)));
    }

    IssuedTokens tokens(SignedIn caller, @Nullable String refreshToken) {
        return new IssuedTokens(
                accessTokens.issue(caller), refreshToken, settings.tokens().accessSeconds());
    }
}

package io.wellspring.auth.session;

import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Origin;
import io.wellspring.auth.caller.SignedIn;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Opens a session, in the caller's transaction, and hands out its first tokens. */
@Component
public class SessionOpening {

    private final StandingSessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final AuthSettings settings;

    SessionOpening(
            StandingSessions sessions, RefreshTokens refreshTokens, AccessTokens accessTokens, AuthSettings settings) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.settings = settings;
    }

    /**
     * What came of it.
     *
     * @param displaced sessions that ended to make room, to be announced after the commit
     */
    public record Opened(IssuedTokens tokens, List<UUID> displaced) {}

    public Mono<Opened> open(SignedIn.Kind kind, String subjectId, Origin origin) {
        return sessions.open(kind, subjectId, origin)
                .flatMap(place -> refreshTokens
                        .issueFirst(place.session())
                        .map(refresh -> tokens(new SignedIn(kind, subjectId, place.session()), refresh))
                        .map(tokens -> new Opened(tokens, place.displaced())));
    }

    public IssuedTokens tokens(SignedIn caller, @Nullable String refreshToken) {
        return new IssuedTokens(
                accessTokens.issue(caller), refreshToken, settings.tokens().accessSeconds());
    }
}

package io.wellspring.auth;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the caller of a verified token, unless Redis knows that the session has ended. */
@Component
class CallerConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private final Sessions sessions;

    CallerConverter(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        SignedIn caller = AccessTokens.read(token);
        return isEnded(caller)
                .flatMap(ended -> ended
                        ? Mono.error(() -> Refusal.of(RefusalCode.SESSION_ENDED))
                        : Mono.just(authentication(caller)));
    }

    private Mono<Boolean> isEnded(SignedIn caller) {
        return caller.session() == null ? Mono.just(false) : sessions.isKnownAsEnded(caller.session());
    }

    /** Holds no credentials: nothing behind the chain needs the token. */
    private static AbstractAuthenticationToken authentication(SignedIn caller) {
        var role = new SimpleGrantedAuthority("ROLE_" + caller.kind());
        return UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of(role));
    }
}

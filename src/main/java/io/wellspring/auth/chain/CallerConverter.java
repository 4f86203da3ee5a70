package io.wellspring.auth.chain;

import io.wellspring.api.CallRefusal;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.AccessTokens;
import io.wellspring.auth.session.Sessions;
import io.wellspring.limit.Allowance;
import io.wellspring.limit.RatedBy;
import io.wellspring.limit.Rates;
import io.wellspring.refusal.Refusal;
import java.util.List;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Makes the caller of a verified token, unless Redis knows that the session has ended. Redis is asked in the same breath
 * what is left of the caller's rate, so that a request waits for one answer's time and not for two.
 */
@Component
class CallerConverter implements Converter<Jwt, Mono<AbstractAuthenticationToken>> {

    private final Sessions sessions;
    private final Rates rates;

    CallerConverter(Sessions sessions, Rates rates) {
        this.sessions = sessions;
        this.rates = rates;
    }

    @Override
    public Mono<AbstractAuthenticationToken> convert(Jwt token) {
        return of(AccessTokens.read(token));
    }

    /** The caller, counted, unless the session is known to have ended. */
    Mono<AbstractAuthenticationToken> of(SignedIn caller) {
        return Mono.zip(
                isEnded(caller),
                rates.take(RatedBy.valueOf(caller.kind().name()), caller.id()),
                (ended, allowance) -> authentication(caller, ended, allowance));
    }

    private Mono<Boolean> isEnded(SignedIn caller) {
        return caller.session() == null ? Mono.just(false) : sessions.isKnownAsEnded(caller.session());
    }

    /** Holds no credentials, for nothing behind the chain needs the token; its details are for {@link RateFilter}. */
    private static AbstractAuthenticationToken authentication(SignedIn caller, boolean ended, Allowance allowance) {
        if (ended) {
            throw Refusal.of(CallRefusal.SESSION_ENDED);
        }
        var role = new SimpleGrantedAuthority("ROLE_" + caller.kind());
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of(role));
        authentication.setDetails(allowance);
        return authentication;
    }
}

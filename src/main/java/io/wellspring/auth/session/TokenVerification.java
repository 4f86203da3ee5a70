package io.wellspring.auth.session;

import com.nimbusds.jose.jwk.JWK;
import io.wellspring.auth.caller.AuthSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Flux;

/** What makes an access token good: our signature first, then our claims, then its time. */
@Configuration(proxyBeanMethods = false)
public class TokenVerification {

    public static final OAuth2Error EXPIRED = new OAuth2Error("token_expired");
    private static final OAuth2Error NOT_OURS = new OAuth2Error("invalid_token");
    private static final Set<String> KINDS = Set.of("member", "operator", "client");

    @Bean
    ReactiveJwtDecoder accessTokenDecoder(SigningKeys keys, AuthSettings settings, Clock clock) {
        return new RememberedTokens(
                signedBy(keys),
                goodNow(clock, Duration.ofSeconds(settings.tokens().clockSkewSeconds())),
                settings.tokens());
    }

    /** Refuses whatever we have not signed; all else about a token is for the next to ask. */
    static ReactiveJwtDecoder signedBy(SigningKeys keys) {
        List<JWK> verifying = keys.all().toPublicJWKSet().getKeys();
        NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withJwkSource(token -> Flux.fromIterable(verifying))
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(signed -> OAuth2TokenValidatorResult.success());
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> goodNow(Clock clock, Duration skew) {
        return token -> {
            if (!isOurs(token)) {
                return OAuth2TokenValidatorResult.failure(NOT_OURS);
            }
            Instant end = token.getExpiresAt();
            return end == null || end.plus(skew).isBefore(clock.instant())
                    ? OAuth2TokenValidatorResult.failure(EXPIRED)
                    : OAuth2TokenValidatorResult.success();
        };
    }

    private static boolean isOurs(Jwt token) {
        return AccessTokens.ISSUER.equals(token.getClaimAsString("iss"))
                && token.getSubject() != null
                && KINDS.contains(String.valueOf(token.getClaimAsString(AccessTokens.KIND)));
    }
}

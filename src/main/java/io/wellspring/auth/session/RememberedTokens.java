package io.wellspring.auth.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.wellspring.auth.caller.AuthSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Remembers which tokens bore our signature, because to verify one costs more than all the rest of a small request.
 * Whether a token is good otherwise, above all whether its time has come, is asked every time; whether its session
 * stands is asked elsewhere. A token is known by its digest, so none is kept.
 */
final class RememberedTokens implements ReactiveJwtDecoder {

    private final ReactiveJwtDecoder signatures;
    private final OAuth2TokenValidator<Jwt> goodNow;
    private final Cache<String, Verified> verified;

    /** @param signatures refuses what we have not signed, and asks for nothing else */
    RememberedTokens(ReactiveJwtDecoder signatures, OAuth2TokenValidator<Jwt> goodNow, AuthSettings.Tokens settings) {
        this.signatures = signatures;
        this.goodNow = goodNow;
        this.verified = Caffeine.newBuilder()
                .maximumSize(settings.verifiedRemembered())
                .expireAfterWrite(settings.longestUse())
                .executor(Runnable::run)
                .build();
    }

    /** What a token with our signature says. */
    private record Verified(
            @Nullable Instant issuedAt,
            @Nullable Instant expiresAt,
            Map<String, Object> headers,
            Map<String, Object> claims) {

        static Verified of(Jwt token) {
            return new Verified(
                    token.getIssuedAt(),
                    token.getExpiresAt(),
                    Map.copyOf(token.getHeaders()),
                    Map.copyOf(token.getClaims()));
        }

        Jwt in(String token) {
            return new Jwt(token, issuedAt, expiresAt, headers, claims);
        }
    }

    @Override
    public Mono<Jwt> decode(String token) {
        String digest = digest(token);
        Verified known = verified.getIfPresent(digest);
        Mono<Jwt> signed = known != null
                ? Mono.just(known.in(token))
                : signatures.decode(token).doOnNext(fresh -> verified.put(digest, Verified.of(fresh)));
        return signed.doOnNext(this::requireGood);
    }

    private void requireGood(Jwt token) throws BadJwtException {
        OAuth2TokenValidatorResult result = goodNow.validate(token);
        if (result.hasErrors()) {
            throw new JwtValidationException("The token is not good, or no longer.", result.getErrors());
        }
    }

    private static String digest(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256.", impossible);
        }
    }
}

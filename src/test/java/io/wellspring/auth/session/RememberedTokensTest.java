package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.caller.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

class RememberedTokensTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SignedIn SOMEBODY = new SignedIn(SignedIn.Kind.MEMBER, "10001", UUID.randomUUID());

    private final SigningKeys keys = keys();
    private final String token = new AccessTokens(keys, Settings.defaults(), Clock.systemUTC()).issue(SOMEBODY);
    private final AtomicInteger signaturesVerified = new AtomicInteger();
    private boolean goodNow = true;

    @Test
    void theSignatureOfATokenIsVerifiedOnce() {
        ReactiveJwtDecoder decoder = remembering(100);
        for (int n = 0; n < 5; n++) {
            assertThat(caller(decoder, token))
                    .usingRecursiveComparison()
                    .ignoringFields("expiresAt")
                    .isEqualTo(SOMEBODY);
        }
        assertThat(signaturesVerified).hasValue(1);
    }

    @Test
    void allElseIsAskedEveryTime() {
        ReactiveJwtDecoder decoder = remembering(100);
        caller(decoder, token);
        goodNow = false;
        assertThatThrownBy(() -> caller(decoder, token))
                .isInstanceOf(JwtValidationException.class)
                .satisfies(refused -> assertThat(((JwtValidationException) refused).getErrors())
                        .containsExactly(TokenVerification.EXPIRED));
    }

    @Test
    void whatOnlyResemblesATokenIsNotTakenForIt() {
        ReactiveJwtDecoder decoder = remembering(100);
        caller(decoder, token);
        int signature = token.lastIndexOf('.') + 1;
        char other = token.charAt(signature) == 'A' ? 'B' : 'A';
        String forged = token.substring(0, signature) + other + token.substring(signature + 1);
        for (int n = 0; n < 2; n++) {
            assertThatThrownBy(() -> caller(decoder, forged)).isInstanceOf(BadJwtException.class);
        }
        assertThat(signaturesVerified).hasValue(3);
    }

    @Test
    void noMoreAreRememberedThanTheSettingSays() {
        ReactiveJwtDecoder decoder = remembering(0);
        caller(decoder, token);
        assertThat(caller(decoder, token))
                .usingRecursiveComparison()
                .ignoringFields("expiresAt")
                .isEqualTo(SOMEBODY);
        assertThat(signaturesVerified).hasValue(2);
    }

    private ReactiveJwtDecoder remembering(int tokens) {
        ReactiveJwtDecoder signatures = TokenVerification.signedBy(keys);
        return new RememberedTokens(
                asked -> Mono.fromRunnable(signaturesVerified::incrementAndGet).then(signatures.decode(asked)),
                signed -> goodNow
                        ? OAuth2TokenValidatorResult.success()
                        : OAuth2TokenValidatorResult.failure(TokenVerification.EXPIRED),
                new AuthSettings.Tokens(900, 30, 60, 30, 20, tokens));
    }

    private static SignedIn caller(ReactiveJwtDecoder decoder, String token) {
        return decoder.decode(token).map(AccessTokens::read).block(PATIENCE);
    }

    private static SigningKeys keys() {
        try {
            return new SigningKeys(
                    List.of(new ECKeyGenerator(Curve.P_256).keyID("only").generate()));
        } catch (JOSEException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

package io.wellspring.auth.session;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import io.wellspring.auth.caller.AuthSettings;
import io.wellspring.auth.caller.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Writes access tokens and reads who they name: ES256, short-lived. */
@Component
public class AccessTokens {

    static final String ISSUER = "wellspring";
    static final String KIND = "kind";
    static final String SESSION = "sid";
    static final String SECRET = "sec";

    private final JwtEncoder encoder;
    private final JwsHeader header;
    private final Clock clock;
    private final Duration life;

    public AccessTokens(SigningKeys keys, AuthSettings settings, Clock clock) {
        this.encoder = new NimbusJwtEncoder(new ImmutableJWKSet<>(keys.all()));
        this.header = JwsHeader.with(SignatureAlgorithm.ES256)
                .keyId(keys.first().getKeyID())
                .build();
        this.clock = clock;
        this.life = Duration.ofSeconds(settings.tokens().accessSeconds());
    }

    public String issue(SignedIn caller) {
        Instant now = clock.instant();
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder()
                .id(UUID.randomUUID().toString())
                .issuer(ISSUER)
                .subject(caller.id())
                .issuedAt(now)
                .expiresAt(now.plus(life))
                .claim(KIND, caller.kind().name().toLowerCase(Locale.ROOT));
        if (caller.session() != null) {
            claims.claim(SESSION, caller.session().toString());
        }
        if (caller.secretId() != null) {
            claims.claim(SECRET, caller.secretId().toString());
        }
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    /** The caller that a verified token names. */
    public static SignedIn read(Jwt token) {
        String session = token.getClaimAsString(SESSION);
        String secret = token.getClaimAsString(SECRET);
        return new SignedIn(
                SignedIn.Kind.valueOf(token.getClaimAsString(KIND).toUpperCase(Locale.ROOT)),
                token.getSubject(),
                session == null ? null : UUID.fromString(session),
                secret == null ? null : Long.valueOf(secret),
                token.getExpiresAt());
    }
}

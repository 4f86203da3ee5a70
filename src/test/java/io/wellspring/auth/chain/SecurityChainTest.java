package io.wellspring.auth.chain;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.auth.session.AccessTokens;
import io.wellspring.auth.session.SigningKeys;
import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;

@WellspringTest
class SecurityChainTest {

    private static final SignedIn SOMEBODY =
            new SignedIn(SignedIn.Kind.MEMBER, "10001", UUID.fromString("00000000-0000-4000-8000-000000000000"));

    @Autowired
    Api api;

    @LocalServerPort
    int port;

    @Autowired
    SigningKeys keys;

    @Test
    void thePublishedKeysVerifyOurTokensAndHoldNothingPrivate() throws Exception {
        var published = api.get("/.well-known/jwks.json");
        assertThat(published.text()).doesNotContain("\"d\"");
        JWKSet set = JWKSet.parse(published.text());
        assertThat(set.getKeys()).hasSize(2);
        SignedJWT token = SignedJWT.parse(api.registerMember("13200130001").accessToken());
        ECKey key = set.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("wellspring");
        assertThat(token.getJWTClaimsSet().getStringClaim("kind")).isEqualTo("member");
    }

    @Test
    void aTokenOfAKeyThatSignsNoLongerIsGoodWhileTheKeyIsThere() {
        SigningKeys turned =
                new SigningKeys(List.of(keys.keys().get(1), keys.keys().get(0)));
        String token = new AccessTokens(turned, Settings.defaults(), Clock.systemUTC()).issue(SOMEBODY);
        assertThat(api.get("/v1/admin/sms-spending", token).status()).isEqualTo(403);
    }

    @Test
    void forgedTokensAreRefused() throws Exception {
        ECKey foreign =
                new ECKeyGenerator(Curve.P_256).keyID(keys.first().getKeyID()).generate();
        String good = api.registerMember("13200130002").accessToken();
        String[] parts = good.split("\\.");
        String otherSubject = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(new String(Base64.getUrlDecoder().decode(parts[1]))
                        .replaceFirst("\"sub\":\"\\d+\"", "\"sub\":\"10001\"")
                        .getBytes());
        byte[] publicKey = keys.first().toPublicJWK().toJSONString().getBytes();
        SignedJWT confused = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims().build());
        confused.sign(new MACSigner(publicKey));
        for (String forged : List.of(
                signed(foreign, claims().build()),
                signed(keys.first(), claims().issuer("somebody else").build()),
                signed(keys.first(), claims().claim("kind", "emperor").build()),
                signed(keys.first(), claims().claim("kind", null).build()),
                new PlainJWT(claims().build()).serialize(),
                confused.serialize(),
                parts[0] + "." + otherSubject + "." + parts[2],
                parts[0] + "." + parts[1] + ".",
                good + "x",
                "nonsense")) {
            var refused = api.get("/v1/me", forged);
            assertThat(refused.status()).as(forged).isEqualTo(401);
            assertThat(refused.code()).as(forged).isEqualTo("unauthenticated");
        }
    }

    @Test
    void anExpiredTokenIsToldApartAndAnExpiredForgeryIsNot() throws Exception {
        Instant longAgo = Instant.now().minus(Duration.ofHours(1));
        Clock then = Clock.fixed(longAgo, ZoneOffset.UTC);
        String expired = new AccessTokens(keys, Settings.defaults(), then).issue(SOMEBODY);
        assertThat(api.get("/v1/me", expired).code()).isEqualTo("token-expired");
        ECKey foreign =
                new ECKeyGenerator(Curve.P_256).keyID(keys.first().getKeyID()).generate();
        String forged =
                signed(foreign, claims().expirationTime(Date.from(longAgo)).build());
        assertThat(api.get("/v1/me", forged).code()).isEqualTo("unauthenticated");
        assertThat(api.get(
                                "/v1/me",
                                signed(
                                        keys.first(),
                                        claims().expirationTime(null).build()))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anExpiredTokenThatIsSentAlongHindersNobodyFromRenewing() {
        Clock then = Clock.fixed(Instant.now().minus(Duration.ofHours(1)), ZoneOffset.UTC);
        String expired = new AccessTokens(keys, Settings.defaults(), then).issue(SOMEBODY);
        String refresh = api.registerMember("13200130003").refreshToken();
        assertThat(api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", refresh), expired)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a b",
                "Bearer ä",
                "bearer",
                "Basic YTpi",
                "Basic ???",
                "nonsense",
                "Bearer a,b",
                "Bearer ....."
            })
    void aMalformedAuthorizationIsAProblemAndNoAccident(String header) {
        var refused = Api.now(api.callingWith(HttpMethod.GET, "/v1/me", null, Map.of("Authorization", header)));
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("unauthenticated");
        assertThat(refused.headers().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(refused.headers().getContentType()).hasToString("application/problem+json");
    }

    @Test
    void whatIsNotAllowedIsDenied() {
        String member = api.registerMember("13200130004").accessToken();
        for (String path : List.of("/v1/admin/plans", "/v1/admin/sms-spending", "/v1/paid-orders")) {
            assertThat(api.get(path).code()).as(path).isEqualTo("unauthenticated");
            assertThat(api.get(path, member).code()).as(path).isEqualTo("forbidden");
        }
        assertThat(api.post("/v1/paid-orders", Map.of(), member).code()).isEqualTo("forbidden");
        assertThat(api.get("/v1/sms-codes").status()).isEqualTo(401);
    }

    @Test
    void whatEverybodyMaySeeNeedsNoToken() {
        for (String path : List.of("/v1/plans", "/.well-known/jwks.json", "/v3/api-docs", "/swagger-ui.html")) {
            assertThat(api.get(path).status()).as(path).isLessThan(400);
        }
        assertThat(api.get("/v1/plans/999999999").code()).isEqualTo("no-such-resource");
    }

    @Test
    void whatTheFirewallTurnsAwayIsAProblemToo() throws Exception {
        for (String path : List.of("//v1/plans", "/v1/plans;a=b", "/v1/plans/%2e%2e")) {
            assertThat(answerTo("GET " + path)).as(path).contains(" 400 ", "\"code\":\"bad-request\"");
        }
        assertThat(answerTo("HEAD /v1/plans")).contains(" 200 ");
    }

    private String answerTo(String requestLine) throws Exception {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write((requestLine + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes());
            return new String(socket.getInputStream().readAllBytes());
        }
    }

    @Test
    void answersCarryHeadersThatKeepBrowsersCarefulAndMakeNoSession() {
        var answer = api.get("/v1/plans");
        assertThat(answer.headers().getFirst("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.headers().getFirst("X-Frame-Options")).isEqualTo("DENY");
        assertThat(answer.headers().getFirst("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().getFirst("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(answer.headers().getFirst("Set-Cookie")).isNull();
    }

    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer("wellspring")
                .subject("10001")
                .claim("kind", "member")
                .claim("sid", UUID.randomUUID().toString())
                .issueTime(new Date())
                .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))));
    }

    private static String signed(ECKey key, JWTClaimsSet claims) throws Exception {
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build();
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(new ECDSASigner(key));
        return token.serialize();
    }
}

package io.wellspring.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import io.wellspring.auth.caller.Settings;
import io.wellspring.auth.caller.SignedIn;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/** Walks through a change of the key that signs access tokens, with nodes of neighbouring stages running side by side. */
class SigningKeyRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final SignedIn SOMEBODY = new SignedIn(SignedIn.Kind.MEMBER, "10001", UUID.randomUUID());

    private final ECKey old = key("old");
    private final ECKey fresh = key("fresh");
    private final List<Node> stages = List.of(node(old), node(old, fresh), node(fresh, old), node(fresh));

    /** What a node makes of its keys. */
    private record Node(AccessTokens tokens, ReactiveJwtDecoder decoder, JWKSet published) {

        boolean accepts(String token) {
            return Boolean.TRUE.equals(decoder.decode(token)
                    .map(jwt -> AccessTokens.read(jwt).session().equals(SOMEBODY.session()))
                    .onErrorResume(refused -> Mono.just(false))
                    .block(PATIENCE));
        }
    }

    @Test
    void tokensOfEachStageAreAcceptedByTheNodesOfItsNeighbours() {
        for (int stage = 0; stage < stages.size(); stage++) {
            String token = stages.get(stage).tokens().issue(SOMEBODY);
            for (int other = Math.max(0, stage - 1); other <= Math.min(3, stage + 1); other++) {
                assertThat(stages.get(other).accepts(token))
                        .as("token of stage %d at a node of stage %d", stage, other)
                        .isTrue();
            }
        }
    }

    @Test
    void whoeverSkipsAStageSignsPeopleOut() {
        assertThat(stages.get(0).accepts(stages.get(2).tokens().issue(SOMEBODY)))
                .isFalse();
        assertThat(stages.get(3).accepts(stages.get(1).tokens().issue(SOMEBODY)))
                .isFalse();
    }

    @Test
    void aKeyIsPublishedBeforeItSignsAndNothingPrivateEverIs() throws Exception {
        for (int stage = 0; stage < stages.size(); stage++) {
            assertThat(stages.get(stage).published().toString(false)).doesNotContain("\"d\"");
            SignedJWT token = SignedJWT.parse(stages.get(stage).tokens().issue(SOMEBODY));
            for (int reader = Math.max(0, stage - 1); reader <= stage; reader++) {
                JWK key = stages.get(reader)
                        .published()
                        .getKeyByKeyId(token.getHeader().getKeyID());
                assertThat(token.verify(new ECDSAVerifier(key.toECKey())))
                        .as("token of stage %d by the keys of stage %d", stage, reader)
                        .isTrue();
            }
        }
    }

    private static Node node(ECKey... keys) {
        SigningKeys signing = SigningKeys.parse(new JWKSet(List.<JWK>of(keys)).toString(false));
        Clock clock = Clock.systemUTC();
        return new Node(
                new AccessTokens(signing, Settings.defaults(), clock),
                new TokenVerification().accessTokenDecoder(signing, Settings.defaults(), clock),
                published(signing));
    }

    private static JWKSet published(SigningKeys keys) {
        try {
            Map<String, Object> answer =
                    Objects.requireNonNull(new JwksController(keys).jwks().getBody());
            return JWKSet.parse(answer);
        } catch (java.text.ParseException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static ECKey key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (com.nimbusds.jose.JOSEException failure) {
            throw new AssertionError(failure);
        }
    }
}

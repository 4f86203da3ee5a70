package io.wellspring.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import reactor.core.publisher.Mono;

/** Many behind one address, as at a carrier's: some of them guess, and the others have to get in. */
@WellspringTest
@Import(ChallengedTriesTest.Riddle.class)
@TestPropertySource(
        properties = {
            "wellspring.auth.challenge.provider=riddle",
            "wellspring.auth.codes.challenges-per-address-per-hour=12",
            "wellspring.auth.tries.failures-per-address=30",
            "wellspring.limit.trusted-proxies=127.0.0.1"
        })
class ChallengedTriesTest {

    private static final String PASSWORD = "a tea a day";

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    PassingTime time;

    private final Random random = new Random();
    private final String address = "10." + random.nextInt(256) + "." + random.nextInt(256) + ".1";

    /** As a provider does, it accepts an answer once. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Riddle {
        @Bean
        Challenge riddle() {
            Set<String> used = ConcurrentHashMap.newKeySet();
            return answer -> Mono.fromSupplier(() -> answer.startsWith("right") && used.add(answer));
        }
    }

    @BeforeEach
    void oneGuessesAtManyNumbers() {
        for (int number = 0; number < 3; number++) {
            String phone = Platform.freshPhone();
            for (int guess = 0; guess < 10; guess++) {
                assertThat(signIn(phone, "123456", null).code()).isEqualTo("code-wrong");
            }
        }
    }

    @Test
    void aNeighbourIsAskedForAChallengeAndGetsIn() {
        String phone = Platform.freshPhone();
        String code = api.codeFor(phone, "REGISTER");
        var required = post("/v1/registrations", Map.of("phone", phone, "code", code, "password", PASSWORD));
        assertThat(required.status()).isEqualTo(429);
        assertThat(required.code()).isEqualTo("challenge-required");
        assertThat(required.headers().getFirst("Retry-After")).isNotNull();

        var joined = post(
                "/v1/registrations",
                Map.of("phone", phone, "code", code, "password", PASSWORD, "challenge", "right: join"));
        assertThat(joined.status()).as(joined.text()).isEqualTo(201);
        assertThat(byPassword(phone, PASSWORD, "right: password").status()).isEqualTo(200);

        time.pass(Duration.ofMinutes(1));
        assertThat(signIn(phone, api.codeFor(phone, "SIGN_IN"), "right: code").status())
                .isEqualTo(200);

        time.pass(Duration.ofMinutes(1));
        String forgotten = api.codeFor(phone, "RESET_PASSWORD");
        Map<String, String> reset = Map.of("phone", phone, "code", forgotten, "newPassword", "another tea");
        assertThat(post("/v1/password-resets", reset).code()).isEqualTo("challenge-required");
        assertThat(withChallenge("/v1/password-resets", reset, "right: reset").status())
                .isEqualTo(204);
    }

    @Test
    void anAnswerThatIsWrongOrWasUsedLetsNobodyPass() {
        String phone = Platform.freshPhone();
        assertThat(signIn(phone, "123456", "wrong").code()).isEqualTo("challenge-failed");
        assertThat(signIn(phone, "123456", "right: once").code()).isEqualTo("code-wrong");
        assertThat(signIn(phone, "123456", "right: once").code()).isEqualTo("challenge-failed");
        assertThat(signIn(phone, "123456", null).code()).isEqualTo("challenge-required");
    }

    @Test
    void whoeverSolvesEveryChallengeGuessesNoFaster() {
        String phone = Platform.freshPhone();
        for (int guess = 0; guess < 10; guess++) {
            assertThat(signIn(phone, "123456", "right: guess " + guess).code()).isEqualTo("code-wrong");
        }
        assertThat(signIn(phone, "123456", "right: one more").code()).isEqualTo("too-many-tries");
        String other = Platform.freshPhone();
        assertThat(signIn(other, "123456", "right: other").code()).isEqualTo("code-wrong");
        assertThat(signIn(other, "123456", "right: another").code()).isEqualTo("code-wrong");
        assertThat(signIn(other, "123456", "right: the thirteenth").code()).isEqualTo("too-many-tries");
    }

    @Test
    void aMemberWhoIsSignedInBehindTheSameAddressNoticesNothing() {
        Api.Joined member = platform.member();
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor(member.phone(), "CHANGE_PASSWORD");
        Map<String, String> signedIn =
                Map.of("X-Forwarded-For", address, "Authorization", "Bearer " + member.accessToken());
        var changed = Api.now(api.callingWith(
                HttpMethod.PUT, "/v1/me/password", Map.of("code", code, "newPassword", PASSWORD), signedIn));
        assertThat(changed.status()).as(changed.text()).isEqualTo(204);
    }

    @Test
    void aRenewalNeedsNoChallengeAndTakesNone() {
        var refused = post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", "r", "challenge", "right"));
        assertThat(refused.code()).isEqualTo("unknown-field");
    }

    private Api.Answer signIn(String phone, String code, @Nullable String challenge) {
        return withChallenge("/v1/tokens", Map.of("grant", "SMS_CODE", "phone", phone, "code", code), challenge);
    }

    private Api.Answer byPassword(String phone, String password, String challenge) {
        return withChallenge(
                "/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password), challenge);
    }

    private Api.Answer withChallenge(String path, Map<String, String> body, @Nullable String challenge) {
        Map<String, String> all = new HashMap<>(body);
        if (challenge != null) {
            all.put("challenge", challenge);
        }
        return post(path, all);
    }

    private Api.Answer post(String path, Map<String, String> body) {
        return Api.now(api.callingWith(HttpMethod.POST, path, body, Map.of("X-Forwarded-For", address)));
    }
}

package io.wellspring.auth.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.auth.caller.Origin;
import io.wellspring.member.Phone;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WellspringTest
class CodeGuessesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int AT_ONCE = 200;
    private static final String PASSWORD = "a password to guess";

    @Autowired
    Api api;

    @Autowired
    PassingTime time;

    @Autowired
    Guesses guesses;

    @Test
    void ofManySignInsAtOnceWithOneRightCodeAmongWrongOnesAtMostOneWinsAndNoCodeOutlivesFiveWrongOnes() {
        for (int round = 0; round < 5; round++) {
            String phone = "1530013000" + round;
            api.registerMember(phone);
            time.pass(Duration.ofMinutes(1));
            String right = api.codeFor(phone, "SIGN_IN");
            List<Api.Answer> answers = all(codes(right, round), code -> signIn(phone, code));
            long won = answers.stream().filter(answer -> answer.status() == 200).count();
            long wrong = answers.stream()
                    .filter(answer -> answer.code().equals("code-wrong"))
                    .count();
            assertThat(won).isLessThanOrEqualTo(1);
            assertThat(wrong).isLessThanOrEqualTo(10);
            assertThat(answers)
                    .filteredOn(answer -> answer.code().equals("too-many-tries"))
                    .hasSize(AT_ONCE - (int) (won + wrong));
            // Whatever the order was: the code is gone, used or burnt, also when there is room again.
            time.pass(Duration.ofMinutes(15));
            assertThat(Api.now(signIn(phone, right)).code()).isEqualTo("code-wrong");
        }
    }

    @Test
    void wrongCodesOfAllPurposesAreBoundedLikeWrongPasswords() {
        for (int n = 0; n < 10; n++) {
            String path = n % 2 == 0 ? "/v1/registrations" : "/v1/password-resets";
            Map<String, String> body = n % 2 == 0
                    ? Map.of("phone", "15300130010", "code", "123456")
                    : Map.of("phone", "15300130010", "code", "123456", "newPassword", PASSWORD);
            assertThat(api.post(path, body).code()).isEqualTo("code-wrong");
        }
        var refused = api.post("/v1/registrations", Map.of("phone", "15300130010", "code", "123456"));
        assertThat(refused.code()).isEqualTo("too-many-tries");
        assertThat(refused.headers().getFirst("Retry-After")).isNotNull();
    }

    @Test
    void aHundredFailuresFromEverywhereInADayLockAPasswordWhetherItIsThereOrNot() {
        joinWithPassword("15300130011");
        for (String phone : List.of("15300130011", "15300130012")) {
            fail(Phone.parse(phone), 99);
            assertThat(byPassword(phone, "wrong").code()).isEqualTo("sign-in-failed");
            var locked = byPassword(phone, PASSWORD);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.code()).isEqualTo("password-locked");
            time.pass(Duration.ofHours(23));
            assertThat(byPassword(phone, PASSWORD).code()).isEqualTo("password-locked");
        }
        time.pass(Duration.ofHours(1));
        assertThat(byPassword("15300130011", PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void whoeverProvesTheNumberByCodeOpensALockedPasswordAgain() {
        joinWithPassword("15300130013");
        fail(Phone.parse("15300130013"), 100);
        assertThat(byPassword("15300130013", PASSWORD).code()).isEqualTo("password-locked");
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor("15300130013", "SIGN_IN");
        assertThat(Api.now(signIn("15300130013", code)).status()).isEqualTo(200);
        assertThat(byPassword("15300130013", PASSWORD).status()).isEqualTo(200);
    }

    /** Failures from as many addresses as it takes. */
    private void fail(Phone phone, int failures) {
        Mono<String> wrong = Mono.error(() -> Refusal.of(GeneralRefusal.SIGN_IN_FAILED));
        Flux.range(0, failures)
                .concatMap(n -> guesses.bounded(TriedName.password(phone), Origin.at("192.0.2." + n), wrong)
                        .onErrorResume(
                                refused -> "sign-in-failed".equals(refused.getMessage()), refused -> Mono.empty()))
                .then()
                .block(PATIENCE);
    }

    private static List<String> codes(String right, long seed) {
        List<String> codes = new ArrayList<>(IntStream.range(0, AT_ONCE)
                .mapToObj(n -> String.format("%06d", n))
                .filter(code -> !code.equals(right))
                .limit(AT_ONCE - 1)
                .toList());
        codes.add(right);
        Collections.shuffle(codes, new Random(seed));
        return codes;
    }

    private static List<Api.Answer> all(
            List<String> codes, java.util.function.Function<String, Mono<Api.Answer>> call) {
        return Flux.fromIterable(codes).flatMap(call, AT_ONCE).collectList().block(PATIENCE);
    }

    private Mono<Api.Answer> signIn(String phone, String code) {
        return api.calling(
                HttpMethod.POST, "/v1/tokens", Map.of("grant", "SMS_CODE", "phone", phone, "code", code), null);
    }

    private Api.Answer byPassword(String phone, String password) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password));
    }

    private void joinWithPassword(String phone) {
        var joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", PASSWORD));
        assertThat(joined.status()).isEqualTo(201);
    }
}

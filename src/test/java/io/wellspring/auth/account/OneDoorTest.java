package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** One code is enough for an app with one button: it signs in a member, and lets anybody else join. */
@WellspringTest
class OneDoorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired
    Api api;

    @Autowired
    PassingTime time;

    @Autowired
    TestOutbox outbox;

    private final String phone = Platform.freshPhone();

    @Test
    void aCodeToEnterSignsAMemberIn() {
        long member = joined();
        Api.Answer tokens = signIn(code("ENTER"));
        assertThat(tokens.status()).isEqualTo(200);
        assertThat(api.get("/v1/me", tokens.string("accessToken")).string("id")).isEqualTo(String.valueOf(member));
    }

    @Test
    void aCodeToEnterJoinsSomebodyWhoWasToldThatTheNumberHasNoAccount() {
        String code = code("ENTER");
        assertThat(signIn(code).code()).isEqualTo("not-registered");
        assertThat(signIn(code).code()).isEqualTo("not-registered");
        assertThat(join(code).status()).isEqualTo(201);
        assertThat(join(code).code()).isEqualTo("code-wrong");
        assertThat(signIn(code).code()).isEqualTo("code-wrong");
        assertThat(outbox.messagesTo(phone)).hasSize(1);
    }

    @Test
    void aMemberWhoWantedToJoinAgainSignsInWithTheSameCode() {
        joined();
        String code = code("ENTER");
        assertThat(join(code).code()).isEqualTo("phone-already-registered");
        assertThat(signIn(code).status()).isEqualTo(200);
        assertThat(signIn(code).code()).isEqualTo("code-wrong");
        assertThat(join(code).code()).isEqualTo("code-wrong");
    }

    @Test
    void aCodeOfOnePurposeIsNotLostAtAnAnswerThatItCannotChange() {
        String toSignIn = code("SIGN_IN");
        assertThat(signIn(toSignIn).code()).isEqualTo("not-registered");
        String toReset = code("RESET_PASSWORD");
        assertThat(reset(toReset).code()).isEqualTo("not-registered");
        String toRegister = code("REGISTER");
        String toEnter = code("ENTER");
        assertThat(join(toEnter).status()).isEqualTo(201);
        assertThat(join(toRegister).code()).isEqualTo("phone-already-registered");
        assertThat(join(toRegister).code()).isEqualTo("phone-already-registered");
        assertThat(signIn(toSignIn).status()).isEqualTo(200);
        assertThat(reset(toReset).status()).isEqualTo(204);
    }

    @Test
    void theOldPurposesOpenTheirOwnDoorAlone() {
        String toSignIn = code("SIGN_IN");
        assertThat(join(toSignIn).code()).isEqualTo("code-wrong");
        String toRegister = code("REGISTER");
        assertThat(signIn(toRegister).code()).isEqualTo("code-wrong");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void wrongTriesAtBothDoorsCountTogether(boolean member) {
        if (member) {
            joined();
        }
        String code = code("ENTER");
        for (int n = 0; n < 5; n++) {
            Api.Answer wrong = n % 2 == 0 ? signIn(other(code)) : join(other(code));
            assertThat(wrong.code()).isEqualTo("code-wrong");
        }
        assertThat(signIn(code).code()).isEqualTo("code-wrong");
        assertThat(join(code).code()).isEqualTo("code-wrong");
    }

    @Test
    void aWrongCodeIsAnsweredAlikeWhetherTheNumberHasAnAccountOrNot() {
        joined();
        String wrong = other(code("ENTER"));
        String unknown = Platform.freshPhone();
        assertThat(spoken(signIn(wrong))).isEqualTo(spoken(signIn(unknown, wrong)));
        assertThat(spoken(join(wrong))).isEqualTo(spoken(join(unknown, wrong)));
    }

    @Test
    void ofManyWhoUseOneCodeAtBothDoorsAtOnceExactlyOneComesIn() {
        for (int round = 0; round < 10; round++) {
            String fresh = Platform.freshPhone();
            List<Integer> joining = statuses(fresh, api.codeFor(fresh, "ENTER"));
            assertThat(joining).filteredOn(status -> status == 201).hasSize(1);
            assertThat(joining).doesNotContain(200);

            time.pass(Duration.ofMinutes(15));
            List<Integer> signingIn = statuses(fresh, api.codeFor(fresh, "ENTER"));
            assertThat(signingIn).filteredOn(status -> status == 200).hasSize(1);
            assertThat(signingIn).doesNotContain(201);
        }
    }

    private List<Integer> statuses(String number, String code) {
        return Objects.requireNonNull(Flux.range(0, 8)
                .flatMap(n -> n % 2 == 0 ? signingIn(number, code) : joining(number, code), 8)
                .map(Api.Answer::status)
                .collectList()
                .block(PATIENCE));
    }

    private long joined() {
        return api.registerMember(phone).memberId();
    }

    private String code(String purpose) {
        time.pass(Duration.ofHours(1));
        return api.codeFor(phone, purpose);
    }

    private Api.Answer signIn(String code) {
        return signIn(phone, code);
    }

    private Api.Answer signIn(String number, String code) {
        return Api.now(signingIn(number, code));
    }

    private Mono<Api.Answer> signingIn(String number, String code) {
        return api.calling(
                HttpMethod.POST, "/v1/tokens", Map.of("grant", "SMS_CODE", "phone", number, "code", code), null);
    }

    private Api.Answer join(String code) {
        return join(phone, code);
    }

    private Api.Answer join(String number, String code) {
        return Api.now(joining(number, code));
    }

    private Mono<Api.Answer> joining(String number, String code) {
        return api.calling(HttpMethod.POST, "/v1/registrations", Map.of("phone", number, "code", code), null);
    }

    private Api.Answer reset(String code) {
        return api.post("/v1/password-resets", Map.of("phone", phone, "code", code, "newPassword", "a tea a day"));
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    private static List<String> spoken(Api.Answer answer) {
        return List.of(
                String.valueOf(answer.status()),
                answer.code(),
                answer.string("detail"),
                answer.body().path("about").toString());
    }
}

package io.wellspring.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.member.Phone;
import io.wellspring.sms.Template;
import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@WellspringTest
class PasswordChangeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String OLD = "an old password";
    private static final String NEW = "a new password";

    @Autowired
    Api api;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    @Autowired
    ReactiveStringRedisTemplate redis;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordReplacement replacement;

    @Autowired
    TransactionalOperator tx;

    @Test
    void theOldPasswordBuysANewOneAndOnlyTheOtherSessionsEnd() {
        String here = join("15200130001").string("accessToken");
        String elsewhere = signIn("15200130001", OLD).string("accessToken");
        assertThat(change(here, Map.of("newPassword", NEW, "oldPassword", OLD)).status())
                .isEqualTo(204);
        assertThat(api.get("/v1/me", here).status()).isEqualTo(200);
        assertThat(api.get("/v1/me", elsewhere).code()).isEqualTo("session-ended");
        assertThat(signIn("15200130001", OLD).code()).isEqualTo("sign-in-failed");
        assertThat(signIn("15200130001", NEW).status()).isEqualTo(200);
        assertThat(outbox.messagesTo("15200130001"))
                .filteredOn(message -> message.template() == Template.SECURITY_NOTICE)
                .hasSize(1);
    }

    @Test
    void aCodeSentToTheOwnNumberDoesTooAlsoWhereThereWasNoPassword() {
        String here = api.registerMember("15200130002").accessToken();
        assertThat(change(here, Map.of("newPassword", NEW, "oldPassword", OLD)).code())
                .isEqualTo("password-wrong");
        assertThat(change(here, Map.of("newPassword", NEW, "code", changeCode("15200130002")))
                        .status())
                .isEqualTo(204);
        assertThat(signIn("15200130002", NEW).status()).isEqualTo(200);
    }

    @Test
    void aCodeOfAnotherNumberOrForAnotherPurposeChangesNothing() {
        String here = join("15200130003").string("accessToken");
        assertThat(change(here, Map.of("newPassword", NEW, "code", changeCode("15200130004")))
                        .code())
                .isEqualTo("code-wrong");
        String other = api.codeFor("15200130003", "RESET_PASSWORD");
        assertThat(change(here, Map.of("newPassword", NEW, "code", other)).code())
                .isEqualTo("code-wrong");
        assertThat(signIn("15200130003", OLD).status()).isEqualTo(200);
    }

    @Test
    void exactlyOneProofBelongsToAChange() {
        String here = join("15200130005").string("accessToken");
        for (Map<String, String> body :
                List.of(Map.of("newPassword", NEW), Map.of("newPassword", NEW, "oldPassword", OLD, "code", "123456"))) {
            var refused = change(here, body);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("one-field-required");
            assertThat(refused.body().path("about")).hasToString("{\"fields\":[\"oldPassword\",\"code\"]}");
        }
        assertThat(change(here, Map.of("oldPassword", OLD)).code()).isEqualTo("missing-field");
        assertThat(change(here, Map.of("oldPassword", OLD, "newPassword", "15200130005"))
                        .code())
                .isEqualTo("password-too-weak");
    }

    @Test
    void aStolenTokenCannotGuessTheOldPassword() {
        String here = join("15200130006").string("accessToken");
        List<String> outcomes = Flux.range(0, 30)
                .flatMap(
                        i -> api.calling(
                                HttpMethod.PUT,
                                "/v1/me/password",
                                Map.of("newPassword", NEW, "oldPassword", "wrong password " + i),
                                here),
                        30)
                .map(Api.Answer::code)
                .collectList()
                .block(PATIENCE);
        assertThat(outcomes).filteredOn("password-wrong"::equals).hasSize(10);
        assertThat(outcomes).filteredOn("too-many-tries"::equals).hasSize(20);
        assertThat(change(here, Map.of("newPassword", NEW, "oldPassword", OLD)).code())
                .isEqualTo("too-many-tries");
        assertThat(signIn("15200130006", OLD).code()).isEqualTo("too-many-tries");
    }

    @Test
    void whoeverWasSignedOutChangesNothingEvenWhenRedisHasForgottenIt() {
        String here = join("15200130007").string("accessToken");
        api.delete("/v1/tokens/current", here);
        redis.delete(redis.keys("session-ended:*")).block(PATIENCE);
        assertThat(change(here, Map.of("newPassword", NEW, "oldPassword", OLD)).code())
                .isEqualTo("session-ended");
        assertThat(signIn("15200130007", OLD).status()).isEqualTo(200);
    }

    @Test
    void aConditionThatFailsWithinLeavesPasswordAndSessionsAsTheyWere() {
        var joined = join("15200130008");
        long member = Long.parseLong(joined.body().path("member").path("id").asString());
        Mono<Void> fails = Mono.error(() -> new IllegalStateException("signed out in between"));
        assertThat(replacement
                        .replace(member, Phone.parse("15200130008"), NEW, fails, null)
                        .thenReturn("replaced")
                        .onErrorReturn(IllegalStateException.class, "undone")
                        .block(PATIENCE))
                .isEqualTo("undone");
        assertThat(api.get("/v1/me", joined.string("accessToken")).status()).isEqualTo(200);
        assertThat(signIn("15200130008", OLD).status()).isEqualTo(200);
    }

    @Test
    void aPasswordThatWasReplacedSinceItWasProvedOpensNoSession() {
        var joined = join("15200130009");
        long member = Long.parseLong(joined.body().path("member").path("id").asString());
        String proved = passwords.find(member).block(PATIENCE);
        replacement
                .replace(member, Phone.parse("15200130009"), NEW, Mono.empty(), null)
                .block(PATIENCE);
        assertThat(passwords
                        .requireStill(member, proved)
                        .as(tx::transactional)
                        .thenReturn("still")
                        .onErrorResume(refused -> Mono.just(refused.getMessage()))
                        .block(PATIENCE))
                .isEqualTo("sign-in-failed");
    }

    private Api.Answer join(String phone) {
        var joined = api.post(
                "/v1/registrations", Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", OLD));
        assertThat(joined.status()).isEqualTo(201);
        time.pass(Duration.ofMinutes(1));
        return joined;
    }

    private String changeCode(String phone) {
        time.pass(Duration.ofMinutes(1));
        return api.codeFor(phone, "CHANGE_PASSWORD");
    }

    private Api.Answer change(String accessToken, Map<String, String> body) {
        return Api.now(api.calling(HttpMethod.PUT, "/v1/me/password", body, accessToken));
    }

    private Api.Answer signIn(String phone, String password) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password));
    }
}

package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.TestOutbox;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import reactor.core.publisher.Flux;

@WellspringTest
class RegistrationStoryTest {

    @Autowired
    Api api;

    @Autowired
    TestOutbox outbox;

    @Autowired
    PassingTime time;

    @Test
    void somebodyAsksForACodeJoinsAndSeesTheirProfile() {
        var asked = api.post("/v1/sms-codes", Map.of("phone", "138 0013 0001", "purpose", "REGISTER"));
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.text()).isEqualTo("{\"resendAfterSeconds\":60,\"expiresInSeconds\":300}");

        var joined = api.post(
                "/v1/registrations",
                Map.of(
                        "phone",
                        "+86 138-0013-0001",
                        "code",
                        outbox.codeFor("13800130001"),
                        "password",
                        "long enough 1"));
        assertThat(joined.status()).isEqualTo(201);
        assertThat(joined.body().path("expiresInSeconds").asInt()).isEqualTo(900);

        var me = api.get("/v1/me", joined.string("accessToken"));
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.string("phone")).isEqualTo("138****0001");
        assertThat(me.string("referralCode")).matches("[0-9A-HJKMNP-TV-Z]{8}");
        assertThat(me.body()).isEqualTo(joined.body().path("member"));
        assertThat(me.body().propertyNames()).containsExactlyInAnyOrder("id", "phone", "referralCode", "joinedAt");
    }

    @Test
    void aMemberWhoWasInvitedJoinsWithTheCodeOfTheOneWhoInvited() {
        var inviter = api.registerMember("13800130002");
        var invited = api.registerMember("13800130003", inviter.referralCode().toLowerCase());
        assertThat(invited.memberId()).isGreaterThan(inviter.memberId());
    }

    @Test
    void aWrongReferralCodeOrAWeakPasswordIsRefusedBeforeTheCodeIsUsedUp() {
        String code = api.codeFor("13800130004", "REGISTER");
        Map<String, Object> base = Map.of("phone", "13800130004", "code", code);
        assertThat(join(base, "referralCode", "ZZZZZZZZ").code()).isEqualTo("referral-code-unknown");
        Map<String, String> weak = Map.of(
                "short",
                "too-short",
                "",
                "too-short",
                "password123",
                "too-common",
                "13800130004",
                "is-phone-number",
                "+8613800130004",
                "is-phone-number",
                " ".repeat(8),
                "is-blank",
                "a bell \u0007",
                "control-characters",
                "x".repeat(65),
                "too-long");
        weak.forEach((password, rule) -> {
            var refused = join(base, "password", password);
            assertThat(refused.code()).as(password).isEqualTo("password-too-weak");
            assertThat(refused.body().path("about").path("reason").asString()).isEqualTo(rule);
        });
        assertThat(join(base, "password", "short").string("detail"))
                .isEqualTo("Please choose another password: it needs at least 8 characters.");
        assertThat(api.post("/v1/registrations", base).status()).isEqualTo(201);
    }

    @Test
    void aRegisteredNumberIsToldSoOnlyWithTheRightCode() {
        api.registerMember("13800130005");
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor("13800130005", "REGISTER");
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(api.post("/v1/registrations", Map.of("phone", "13800130005", "code", wrong))
                        .code())
                .isEqualTo("code-wrong");
        var refused = api.post("/v1/registrations", Map.of("phone", "13800130005", "code", code));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("phone-already-registered");
    }

    @Test
    void aCodeForSigningInRegistersNobody() {
        String code = api.codeFor("13800130006", "SIGN_IN");
        assertThat(api.post("/v1/registrations", Map.of("phone", "13800130006", "code", code))
                        .code())
                .isEqualTo("code-wrong");
    }

    @Test
    void ofManyRegistrationsWithOneCodeExactlyOneWins() {
        Map<String, String> body = Map.of("phone", "13800130007", "code", api.codeFor("13800130007", "REGISTER"));
        var codes = Flux.range(0, 20)
                .flatMap(i -> api.calling(HttpMethod.POST, "/v1/registrations", body, null), 20)
                .map(answer -> answer.status() == 201 ? "joined" : answer.code())
                .collectList()
                .block(Duration.ofSeconds(30));
        assertThat(codes).filteredOn("joined"::equals).hasSize(1);
        assertThat(codes)
                .filteredOn(code -> code.equals("code-wrong") || code.equals("too-many-tries"))
                .hasSize(19);
    }

    @Test
    void whatIsMissingOrDoesNotBelongIsNamed() {
        assertThat(api.post("/v1/registrations", Map.of("phone", "13800130008"))
                        .body()
                        .path("about"))
                .hasToString("{\"field\":\"code\"}");
        assertThat(api.post("/v1/sms-codes", Map.of()).code()).isEqualTo("missing-field");
        assertThat(api.post("/v1/sms-codes", Map.of("phone", "13800130008")).code())
                .isEqualTo("missing-field");
        assertThat(api.post("/v1/registrations", Map.of("phone", "13800130008", "colour", "red"))
                        .code())
                .isEqualTo("unknown-field");
        assertThat(api.post("/v1/sms-codes", Map.of("phone", "12", "purpose", "REGISTER"))
                        .code())
                .isEqualTo("phone-invalid");
        assertThat(api.post("/v1/registrations", Map.of("phone", "13800130008", "code", "1", "referralCode", "\0"))
                        .code())
                .isEqualTo("invalid-field");
    }

    private Api.Answer join(Map<String, Object> base, String field, String value) {
        Map<String, Object> body = new HashMap<>(base);
        body.put(field, value);
        return api.post("/v1/registrations", body);
    }
}

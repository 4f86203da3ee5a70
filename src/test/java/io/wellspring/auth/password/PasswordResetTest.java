package io.wellspring.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.caller.KeyedHash;
import io.wellspring.auth.code.SecurityNotices;
import io.wellspring.limit.SlidingWindows;
import io.wellspring.limit.Window;
import io.wellspring.member.Phone;
import io.wellspring.sms.SmsRefusal;
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

@WellspringTest
class PasswordResetTest {

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
    SecurityNotices notices;

    @Autowired
    SlidingWindows windows;

    @Autowired
    KeyedHash hash;

    @Autowired
    MeterRegistry meters;

    @Test
    void whoeverForgotThePasswordSetsANewOneWithACodeAndIsSignedOutEverywhere() {
        var joined = join("15100130001", OLD);
        var elsewhere = signIn("15100130001", OLD);
        assertThat(reset("15100130001", resetCode("15100130001"), NEW).status()).isEqualTo(204);

        assertThat(signIn("15100130001", OLD).code()).isEqualTo("sign-in-failed");
        assertThat(signIn("15100130001", NEW).status()).isEqualTo(200);
        for (var before : List.of(joined, elsewhere)) {
            assertThat(api.get("/v1/me", before.string("accessToken")).code()).isEqualTo("session-ended");
            assertThat(renew(before).code()).isEqualTo("session-ended");
        }
    }

    @Test
    void theOwnerIsToldBySmsAlthoughACodeWasSentInTheSameMinute() {
        join("15100130002", OLD);
        reset("15100130002", resetCode("15100130002"), NEW);
        assertThat(noticesTo("15100130002")).isEqualTo(1);
    }

    @Test
    void aMemberWhoJoinedWithoutAPasswordGetsOneByReset() {
        api.registerMember("15100130003");
        assertThat(reset("15100130003", resetCode("15100130003"), NEW).status()).isEqualTo(204);
        assertThat(signIn("15100130003", NEW).status()).isEqualTo(200);
    }

    @Test
    void whatCanBeMendedIsRefusedBeforeTheCodeIsUsedUp() {
        join("15100130004", OLD);
        String code = resetCode("15100130004");
        for (String weak : new String[] {"short", "password123", "15100130004", "x".repeat(65)}) {
            assertThat(reset("15100130004", code, weak).code()).as(weak).isEqualTo("password-too-weak");
        }
        assertThat(api.post("/v1/password-resets", Map.of("phone", "15100130004", "code", code))
                        .body()
                        .path("about"))
                .hasToString("{\"field\":\"newPassword\"}");
        assertThat(reset("15100130004", code, NEW).status()).isEqualTo(204);
        assertThat(reset("15100130004", code, NEW).code()).isEqualTo("code-wrong");
    }

    @Test
    void somebodyUnknownIsToldOnlyWithTheRightCode() {
        String code = resetCode("15100130005");
        String wrong = code.equals("000000") ? "000001" : "000000";
        assertThat(reset("15100130005", wrong, NEW).code()).isEqualTo("code-wrong");
        assertThat(reset("15100130005", code, NEW).code()).isEqualTo("not-registered");
        assertThat(noticesTo("15100130005")).isZero();
    }

    @Test
    void aCodeForSigningInResetsNothing() {
        join("15100130006", OLD);
        time.pass(Duration.ofMinutes(1));
        String code = api.codeFor("15100130006", "SIGN_IN");
        assertThat(reset("15100130006", code, NEW).code()).isEqualTo("code-wrong");
        assertThat(signIn("15100130006", OLD).status()).isEqualTo(200);
    }

    @Test
    void aNumberGetsFiveNoticesADayAndOneThatIsNotSentIsCountedAndFailsNothing() {
        Phone phone = Phone.parse("15100130007");
        for (int n = 0; n < 5; n++) {
            notices.send(phone).block(PATIENCE);
        }
        double before = meters.counter("wellspring.auth.notices.unsent").count();
        notices.send(phone).block(PATIENCE);
        assertThat(noticesTo("15100130007")).isEqualTo(5);
        assertThat(meters.counter("wellspring.auth.notices.unsent").count()).isEqualTo(before + 1);
        time.pass(Duration.ofDays(1));
        notices.send(phone).block(PATIENCE);
        assertThat(noticesTo("15100130007")).isEqualTo(6);
    }

    @Test
    void aNoticeThatTheLimitsRefuseLeavesTheResetAsItIs() {
        join("15100130008", OLD);
        String code = resetCode("15100130008");
        String key = "{sms-limits}:notices:" + hash.of("notice-number", "+8615100130008");
        var full = List.of(new Window(key, 5, Duration.ofDays(1), SmsRefusal.TOO_MANY_CODES));
        for (int n = 0; n < 5; n++) {
            windows.take(full).block(PATIENCE);
        }
        assertThat(reset("15100130008", code, NEW).status()).isEqualTo(204);
        assertThat(signIn("15100130008", NEW).status()).isEqualTo(200);
        assertThat(noticesTo("15100130008")).isZero();
    }

    private Api.Answer join(String phone, String password) {
        var joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", password));
        assertThat(joined.status()).isEqualTo(201);
        return joined;
    }

    private String resetCode(String phone) {
        time.pass(Duration.ofMinutes(1));
        return api.codeFor(phone, "RESET_PASSWORD");
    }

    private Api.Answer reset(String phone, String code, String password) {
        return api.post("/v1/password-resets", Map.of("phone", phone, "code", code, "newPassword", password));
    }

    private Api.Answer signIn(String phone, String password) {
        return api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", password));
    }

    private Api.Answer renew(Api.Answer tokens) {
        return api.post("/v1/tokens", Map.of("grant", "REFRESH_TOKEN", "refreshToken", tokens.string("refreshToken")));
    }

    private long noticesTo(String phone) {
        return outbox.messagesTo(phone).stream()
                .filter(message -> message.template() == Template.SECURITY_NOTICE)
                .count();
    }
}

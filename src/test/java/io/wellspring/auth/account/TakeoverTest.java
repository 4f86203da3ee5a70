package io.wellspring.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Api.Answer;
import io.wellspring.testing.PassingTime;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;

/** A thief against an owner who still has the phone. */
@WellspringTest
@TestPropertySource(properties = "wellspring.limit.trusted-proxies=127.0.0.1")
class TakeoverTest {

    private static final String STOLEN = "a password that leaked";
    private static final String FRESH = "the owner took it back";

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    PassingTime time;

    private final String phone = Platform.freshPhone();
    private final String thief = Platform.freshPhone();

    @Test
    void aWishForTheThiefsNumberDoesNotOutliveTheOwnersReset() {
        String wish = wishForTheThiefsNumber(join().string("accessToken"));
        time.pass(Duration.ofMinutes(1));
        Answer reset = api.post(
                "/v1/password-resets",
                Map.of("phone", phone, "code", api.codeFor(phone, "RESET_PASSWORD"), "newPassword", FRESH));
        assertThat(reset.status()).isEqualTo(204);
        ownerIsAlone(wish);
    }

    @Test
    void norDoesItOutliveAChangeOfThePassword() {
        String token = join().string("accessToken");
        String wish = wishForTheThiefsNumber(token);
        Answer changed = Api.now(api.calling(
                HttpMethod.PUT, "/v1/me/password", Map.of("oldPassword", STOLEN, "newPassword", FRESH), token));
        assertThat(changed.status()).isEqualTo(204);
        ownerIsAlone(wish);
    }

    @Test
    void wrongCodesFromManyAddressesDoNotKeepTheOwnerFromTheRightOne() {
        for (int address = 0; address < 11; address++) {
            for (int n = 0; n < 10; n++) {
                registering("198.51.100." + address, "000000");
            }
        }
        Answer joined = registering("203.0.113.9", api.codeFor(phone, "REGISTER"));
        assertThat(joined.status()).isEqualTo(201);
    }

    private Answer registering(String address, String code) {
        return Api.now(api.callingWith(
                HttpMethod.POST,
                "/v1/registrations",
                Map.of("phone", phone, "code", code),
                Map.of("X-Forwarded-For", address)));
    }

    private Answer join() {
        Answer joined = api.post(
                "/v1/registrations",
                Map.of("phone", phone, "code", api.codeFor(phone, "REGISTER"), "password", STOLEN));
        assertThat(joined.status()).isEqualTo(201);
        return joined;
    }

    private String wishForTheThiefsNumber(String token) {
        Answer asked = api.post(
                "/v1/me/phone-changes",
                Map.of("newPhone", thief, "newCode", api.codeFor(thief, "CHANGE_PHONE"), "password", STOLEN),
                token);
        assertThat(asked.status()).isEqualTo(202);
        return asked.string("id");
    }

    private void ownerIsAlone(String wish) {
        Answer approved = api.post("/v1/admin/phone-changes/" + wish + "/approval", Map.of(), platform.operator());
        assertThat(approved.code()).isEqualTo("phone-change-decided");
        assertThat(api.post("/v1/tokens", Map.of("grant", "PASSWORD", "phone", phone, "password", FRESH))
                        .status())
                .isEqualTo(200);
    }
}

package io.wellspring.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Where there is no call, nobody is asked to sign in; what a call does not know is refused. */
@WellspringTest
class KnownAddressesTest {

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/favicon.ico",
                "/robots.txt",
                "/nope",
                "/v1",
                "/v1/nope",
                "/v1/me/nope",
                "/v1/admin/nope",
                "/v1/plans/1/nope",
                "/v2/plans",
                "/local/sms",
                "/actuator/health",
                "/v1/paid-orders/1/nope"
            })
    void anAddressThatNoCallHasIsNotFoundByAnybody(String path) {
        String member = platform.member().accessToken();
        for (Api.Answer answer : List.of(
                api.get(path),
                api.get(path, member),
                api.get(path, platform.operator()),
                api.get(path, member + "x"),
                api.post(path, Map.of(), member))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("no-such-resource");
        }
    }

    @Test
    void oneThatACallHasStaysClosed() {
        String member = platform.member().accessToken();
        assertThat(api.get("/v1/me").status()).isEqualTo(401);
        assertThat(api.get("/v1/me/sessions/x").status()).isEqualTo(401);
        assertThat(api.get("/v1/admin/plans").status()).isEqualTo(401);
        assertThat(api.get("/v1/admin/plans", member).status()).isEqualTo(403);
        assertThat(api.get("/v1/admin/plans", platform.operator()).status()).isEqualTo(405);
        assertThat(api.get("/v1/me/closure", member).code()).isEqualTo("method-not-allowed");
    }

    @Test
    void aParameterThatACallDoesNotKnowIsRefused() {
        String member = platform.member().accessToken();
        for (String address :
                List.of("/v1/me/transfers?assett=CNY", "/v1/plans?_=1", "/v1/me?from=x", "/v1/plans?=1")) {
            Api.Answer answer = api.get(address, member);
            assertThat(answer.status()).as(address).isEqualTo(400);
            assertThat(answer.code()).as(address).isEqualTo("unknown-parameter");
        }
        assertThat(api.get("/v1/me/transfers?asset=CNY&limit=1", member).status())
                .isEqualTo(200);
        assertThat(api.get("/v1/me?from=x").status()).isEqualTo(401);
    }

    /** Also by calls that change something, and before they do. */
    @Test
    void noTokenIsGivenToACallThatSaysTooMuch() {
        Api.Answer refused = Api.now(api.callingWith(
                HttpMethod.POST, "/v1/sms-codes?force=1", Map.of("phone", Platform.freshPhone()), Map.of()));
        assertThat(refused.code()).isEqualTo("unknown-parameter");
        assertThat(refused.body().path("about").path("parameter").asString()).isEqualTo("force");
    }
}

package io.wellspring.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;

/** An installation that speaks Chinese, stands behind a proxy, and lets a shop's pages call. */
@WellspringTest
@TestPropertySource(
        properties = {
            "WELLSPRING_CORS_ORIGINS=https://shop.example, capacitor://localhost",
            "WELLSPRING_DEFAULT_LANGUAGE=zh",
            "WELLSPRING_API_READER=off",
            "WELLSPRING_TRUSTED_PROXIES=127.0.0.1",
            "WELLSPRING_ADMIN_NETWORKS=10.8.0.0/16"
        })
class OpenToOthersTest {

    @Autowired
    Api api;

    @LocalServerPort
    int port;

    private Api.Answer call(HttpMethod method, String path, String... headers) {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return Api.now(api.callingRaw(method, path, null, all));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop.example", "capacitor://localhost"})
    void aNamedOriginMayAskAndCall(String origin) {
        RawAnswer first = options("/v1/me/redemptions", origin);
        assertThat(first.status()).isEqualTo(204);
        assertThat(first.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(first.header("Access-Control-Allow-Methods")).contains("POST", "PUT", "DELETE");
        assertThat(first.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Content-Type", "Idempotency-Key", "Accept-Language", "If-None-Match");
        assertThat(first.header("Access-Control-Allow-Credentials")).isNull();

        Api.Answer refused = call(HttpMethod.GET, "/v1/me", "Origin", origin);
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers().getAccessControlAllowOrigin()).isEqualTo(origin);
        assertThat(refused.headers().getAccessControlExposeHeaders())
                .contains("Location", "Retry-After", "RateLimit-Remaining", "X-Trace-Id", "ETag", "Date");
        assertThat(refused.headers().getVary()).contains("Origin", "Accept-Language");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://shop.example.evil.example",
                "http://shop.example",
                "null",
                "https://shop.example:8443",
                "not an origin"
            })
    void noOtherOriginMay(String origin) {
        assertThat(options("/v1/me/redemptions", origin).header("Access-Control-Allow-Origin"))
                .isNull();
        Api.Answer read = call(HttpMethod.GET, "/v1/plans", "Origin", origin);
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.headers().getAccessControlAllowOrigin()).isNull();
        assertThat(read.headers().getVary()).contains("Origin");
    }

    @Test
    void whatOperatorsDoIsClosedToPages() {
        RawAnswer first = options("/v1/admin/plans", "https://shop.example");
        assertThat(first.status()).isNotEqualTo(204);
        assertThat(first.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void whoeverAsksForNoLanguageReadsChinese() throws IOException {
        assertThat(call(HttpMethod.GET, "/v1/me").string("detail")).isEqualTo(zh());
        assertThat(call(HttpMethod.GET, "/v1/me", "Accept-Language", "*").string("detail"))
                .isEqualTo(zh());
        assertThat(call(HttpMethod.GET, "/v1/me", "Accept-Language", "en").string("detail"))
                .isNotEqualTo(zh());
        assertThat(call(HttpMethod.GET, "/v1/me").headers().getContentLanguage())
                .hasToString("zh");
        RawRequest unread = RawRequest.send(port, "nonsense\r\n\r\n");
        assertThat(unread.problem().path("detail").asString()).matches(".*\\p{IsHan}.*");
    }

    private String zh() {
        return call(HttpMethod.GET, "/v1/me", "Accept-Language", "zh").string("detail");
    }

    @Test
    void theApiIsNotReadWhereThatIsOff() {
        for (String path : List.of(
                "/v3/api-docs",
                "/v3/api-docs.yaml",
                "/v3/api-docs/swagger-config",
                "/swagger-ui.html",
                "/swagger-ui/index.html",
                "/webjars/swagger-ui/index.html")) {
            assertThat(call(HttpMethod.GET, path).code()).as(path).isEqualTo("no-such-resource");
        }
    }

    @Test
    void operatorsCallFromTheirNetworkAlone() throws IOException {
        assertThat(fromNetwork("10.8.1.2")).isEqualTo("unauthenticated");
        assertThat(fromNetwork("203.0.113.7, 10.8.1.2")).isEqualTo("unauthenticated");
        for (String outside : List.of("203.0.113.7", "10.8.1.2, 203.0.113.7", "10.9.0.1", "nonsense", "::1")) {
            assertThat(fromNetwork(outside)).as(outside).isEqualTo("network-not-allowed");
        }
        assertThat(call(HttpMethod.GET, "/v1/admin/sms-spending").code()).isEqualTo("network-not-allowed");
        RawRequest disguised =
                RawRequest.send(port, "GET /v1/%61dmin/sms HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        assertThat(disguised.problem().path("code").asString()).isEqualTo("network-not-allowed");
        assertThat(call(HttpMethod.GET, "/v1/plans", "X-Forwarded-For", "203.0.113.7")
                        .status())
                .isEqualTo(200);
    }

    private String fromNetwork(String forwardedFor) {
        return call(HttpMethod.GET, "/v1/admin/sms-spending", "X-Forwarded-For", forwardedFor)
                .code();
    }

    private record RawAnswer(int status, HttpHeaders headers) {

        @Nullable
        String header(String name) {
            return headers.getFirst(name);
        }
    }

    private RawAnswer options(String path, String origin) {
        Api.Answer answer = call(
                HttpMethod.OPTIONS,
                path,
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type,idempotency-key");
        return new RawAnswer(answer.status(), answer.headers());
    }
}

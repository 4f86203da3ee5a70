package io.wellspring.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/** Whatever can refuse a request is asked before anything happens: no call takes effect and says that it did not. */
@WellspringTest
@Import(Reached.class)
class AskedBeforeTest {

    private static final String MANY =
            IntStream.range(0, 51).mapToObj(number -> "a/b" + number).collect(Collectors.joining(","));

    @Autowired
    Api api;

    @Autowired
    Platform platform;

    @Autowired
    Reached reached;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @LocalServerPort
    int port;

    private final Map<String, String> tokens = new HashMap<>();
    private Api.Joined member;
    private String plan;

    @BeforeEach
    void everybodySignsIn() {
        plan = platform.plan(Map.of());
        member = platform.member();
        Platform.Mall mall = platform.mall("1000.00", plan);
        platform.buy(mall, "first", member, "100.00");
        platform.planAt(plan, 1);
        tokens.put("member", member.accessToken());
        tokens.put("operator", platform.operator());
        tokens.put("mall", mall.token());
    }

    static List<String> unanswerable() {
        return List.of("text/html", "foo", "application/json;q=0", "a/b;q=7", "application/problem+json", ";", MANY);
    }

    @ParameterizedTest
    @MethodSource("unanswerable")
    void noCallIsReachedWhoseAnswerCannotBeGiven(String accept) {
        assertThat(Reached.changing(mapping)).hasSizeGreaterThan(30).allSatisfy(call -> {
            reached.taken();
            Api.Answer answer = send(call.method(), call.path(), "{}", tokens.get(call.caller()), call.headers(accept));
            assertThat(answer.status()).as("%s", call).isEqualTo(406);
            assertThat(answer.code()).as("%s", call).isEqualTo("not-acceptable");
            assertThat(reached.taken()).as("%s", call).isEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("unanswerable")
    void nothingIsSold(String accept) {
        assertThat(redeem("unanswerable", accept).status()).isEqualTo(406);

        assertThat(platform.balance(member, "EQUITY")).isEqualTo("21.000000");
        Api.Answer sold = redeem("unanswerable", "application/json");
        assertThat(sold.string("units")).isEqualTo("1.000000");
        assertThat(platform.balance(member, "EQUITY")).isEqualTo("20.000000");
    }

    @Test
    void noPlanIsOpened() {
        int before = api.get("/v1/plans?limit=200").body().path("items").size();

        Api.Answer answer = send(
                HttpMethod.POST,
                "/v1/admin/plans",
                "{\"kind\":\"EQUITY\",\"name\":\"tea\"}",
                tokens.get("operator"),
                Map.of("Accept", "foo"));

        assertThat(answer.status()).isEqualTo(406);
        assertThat(api.get("/v1/plans?limit=200").body().path("items").size()).isEqualTo(before);
    }

    @Test
    void aRefreshTokenStaysGood() {
        String body = "{\"grant\":\"REFRESH_TOKEN\",\"refreshToken\":\"" + member.refreshToken() + "\"}";
        assertThat(send(HttpMethod.POST, "/v1/tokens", body, null, Map.of("Accept", "text/html"))
                        .status())
                .isEqualTo(406);

        Api.Answer first = send(HttpMethod.POST, "/v1/tokens", body, null, Map.of());
        assertThat(first.status()).isEqualTo(200);
    }

    @Test
    void aTicketStaysGood() throws IOException, InterruptedException {
        String ticket =
                api.post("/v1/me/live-tickets", Map.of(), member.accessToken()).string("ticket");
        String address = "/v1/me/live?ticket=" + ticket;
        assertThat(send(HttpMethod.GET, address, null, null, Map.of("Accept", "application/json"))
                        .status())
                .isEqualTo(406);
        assertThat(send(HttpMethod.GET, address + "&tickett=x", null, null, Map.of())
                        .status())
                .isEqualTo(400);
        assertThat(send(HttpMethod.POST, address, "{}", null, Map.of()).status())
                .isEqualTo(401);

        assertThat(statusOfStream(address)).isEqualTo(200);
        assertThat(statusOfStream(address)).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/*",
                "application/json",
                "application/json;charset=gbk",
                "application/json;charset=utf-16;v=2",
                "application/json, application/problem+json",
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
                "a/b, application/json;q=0.1",
                ""
            })
    void whateverTakesJsonIsAnswered(String accept) {
        Api.Answer sold = redeem("answerable" + accept.hashCode(), accept);

        assertThat(sold.status()).as(sold.text()).isEqualTo(200);
        assertThat(sold.headers().getContentType()).hasToString("application/json");
        assertThat(sold.string("units")).isEqualTo("1.000000");
    }

    @Test
    void whoeverSaysNothingOfItIsAnswered() {
        assertThat(platform.redeem(member, "said-nothing", plan, "1").status()).isEqualTo(200);
    }

    static List<Map.Entry<String, String>> hostile() {
        String ranges = IntStream.range(0, 400).mapToObj(n -> "x" + n).collect(Collectors.joining(","));
        return List.of(
                Map.entry("Accept-Language", "%%%"),
                Map.entry("Accept-Language", "zh;q=9"),
                Map.entry("Accept-Language", ranges),
                Map.entry("Accept-Encoding", "gzip;q=abc, br;q=-1, %%"),
                Map.entry("Accept-Encoding", "identity;q=0, *;q=0"),
                Map.entry("Accept-Charset", "%%;q=x"),
                Map.entry("If-None-Match", "%% , \"a, W/"),
                Map.entry("If-Match", "\"nothing\""),
                Map.entry("If-Modified-Since", "yesterday"),
                Map.entry("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"),
                Map.entry("Range", "bytes=9-1,%%"),
                Map.entry("Origin", "not an origin at all"),
                Map.entry("Origin", "http://[::"),
                Map.entry("Cookie", "a=b; =;;"),
                Map.entry("X-Forwarded-For", "%%,,,"),
                Map.entry("X-Forwarded-Port", "99999999"),
                Map.entry("Forwarded", "for=%%;host=\"::\""),
                Map.entry("X-HTTP-Method-Override", "DELETE"),
                Map.entry("traceparent", "00-zz-zz-zz"),
                Map.entry("baggage", "%%=%%"),
                Map.entry("Last-Event-ID", "%%"),
                Map.entry("Upgrade", "websocket"));
    }

    /** Headers that say how to answer, or nothing that we know, change nothing of what a call does. */
    @ParameterizedTest
    @MethodSource("hostile")
    void noOtherHeaderMakesACallTakeEffectAndFail(Map.Entry<String, String> header) {
        Api.Answer sold = send(
                HttpMethod.POST,
                "/v1/me/redemptions",
                "{\"planId\":\"" + plan + "\",\"units\":\"1\"}",
                member.accessToken(),
                Map.of("Idempotency-Key", "hostile", header.getKey(), header.getValue()));
        String units = platform.balance(member, "EQUITY");

        assertThat(units).as(sold.text()).isEqualTo(sold.status() == 200 ? "20.000000" : "21.000000");
        assertThat(sold.status()).isNotEqualTo(500);
    }

    /** The same of calls that read: they answer, or say why not. */
    @ParameterizedTest
    @MethodSource("hostile")
    void noOtherHeaderIsAnAccident(Map.Entry<String, String> header) {
        for (String path : List.of("/v1/plans/" + plan + "/history", "/v1/plans", "/.well-known/jwks.json")) {
            Api.Answer answer = send(HttpMethod.GET, path, null, null, Map.of(header.getKey(), header.getValue()));
            assertThat(answer.status()).as("%s: %s", path, answer.text()).isIn(200, 304, 400, 412);
        }
    }

    private Api.Answer redeem(String key, String accept) {
        return send(
                HttpMethod.POST,
                "/v1/me/redemptions",
                "{\"planId\":\"" + plan + "\",\"units\":\"1\"}",
                member.accessToken(),
                Map.of("Idempotency-Key", key, "Accept", accept));
    }

    private Api.Answer send(
            HttpMethod method,
            String path,
            @Nullable String body,
            @Nullable String token,
            Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        if (token != null && !path.equals("/v1/tokens")) {
            all.put("Authorization", "Bearer " + token);
        }
        if (body != null) {
            all.putIfAbsent("Content-Type", "application/json");
        }
        return Api.now(api.callingRaw(method, path, body, all));
    }

    private int statusOfStream(String address) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .header("Accept", "text/event-stream")
                .build();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        answer.body().close();
        return answer.statusCode();
    }
}

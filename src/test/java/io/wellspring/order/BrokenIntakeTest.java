package io.wellspring.order;

import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What a mall can get wrong; each mistake has its own answer, and none of them changes anything. */
@WellspringTest
@TestPropertySource(properties = "wellspring.http.body-read-timeout-millis=1500")
class BrokenIntakeTest {

    @Autowired
    Platform platform;

    @Autowired
    Api api;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    private String plan;
    private Platform.Mall mall;
    private Api.Joined buyer;

    @BeforeEach
    void aPlanAMallAndABuyer() {
        plan = platform.plan(Map.of());
        mall = platform.mall("1000000000.00", plan);
        buyer = platform.member();
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("amount", "-1.00", 400, "amount-not-positive"),
                Arguments.of("amount", "0", 400, "amount-not-positive"),
                Arguments.of("amount", "0.00", 400, "amount-not-positive"),
                Arguments.of("amount", "1.001", 400, "amount-too-precise"),
                Arguments.of("amount", "1e3", 400, "amount-malformed"),
                Arguments.of("amount", "1,000", 400, "amount-malformed"),
                Arguments.of("amount", "", 400, "missing-field"),
                Arguments.of("amount", "9".repeat(100), 400, "amount-malformed"),
                Arguments.of("amount", "9".repeat(5000), 400, "invalid-field"),
                Arguments.of("amount", "9999999999999999.00", 400, "amount-too-large"),
                Arguments.of("amount", "10000000.01", 400, "amount-too-large"),
                Arguments.of("amount", 12.34, 400, "wrong-type"),
                Arguments.of("amount", true, 400, "wrong-type"),
                Arguments.of("amount", List.of("1.00"), 400, "wrong-type"),
                Arguments.of("amount", null, 400, "missing-field"),
                Arguments.of("pointsPaid", "100.01", 400, "invalid-field"),
                Arguments.of("pointsPaid", "-0.01", 400, "amount-negative"),
                Arguments.of("orderId", "", 400, "missing-field"),
                Arguments.of("orderId", "with blank", 400, "invalid-field"),
                Arguments.of("orderId", "x".repeat(65), 400, "invalid-field"),
                Arguments.of("orderId", 7, 400, "wrong-type"),
                Arguments.of("orderId", null, 400, "missing-field"),
                Arguments.of("memberId", "999999999999", 422, "member-unknown"),
                Arguments.of("memberId", "1' OR '1'='1", 400, "invalid-field"),
                Arguments.of("memberId", "-1", 400, "invalid-field"),
                Arguments.of("memberId", null, 400, "one-field-required"),
                Arguments.of("phone", "13800138000", 400, "one-field-required"),
                Arguments.of("planIds", List.of(), 400, "invalid-field"),
                Arguments.of("planIds", List.of("999999999"), 403, "plan-out-of-scope"),
                Arguments.of("planIds", List.of("x"), 400, "invalid-field"),
                Arguments.of("planIds", List.of("7", "7"), 400, "plan-named-twice"),
                Arguments.of("planIds", "1", 400, "wrong-type"),
                Arguments.of("planIds", java.util.Arrays.asList((Object) null), 400, "missing-field"),
                Arguments.of("merchant", "a\u0000b", 400, "invalid-field"),
                Arguments.of("merchant", "x".repeat(101), 400, "invalid-field"),
                Arguments.of("paidAt", "yesterday", 400, "invalid-field"),
                Arguments.of("paidAt", "+999999999-12-31T23:59:59-18:00", 422, "paid-at-out-of-range"),
                Arguments.of("paidAt", "2020-01-01T00:00:00Z", 422, "paid-at-out-of-range"),
                Arguments.of("paidAt", "2099-01-01T00:00:00Z", 422, "paid-at-out-of-range"),
                Arguments.of("paidAt", null, 400, "missing-field"),
                Arguments.of("discount", "1.00", 400, "unknown-field"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachMistakeHasItsAnswer(String field, Object value, int status, String code) {
        Map<String, Object> order = new HashMap<>(order("mistake", buyer, plan, "100.00"));
        if (value == null) {
            order.remove(field);
        } else {
            order.put(field, value);
        }

        Api.Answer answer = platform.send(mall, order);

        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.headers().getFirst("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.string("traceId")).matches("[0-9a-f]{32}");
        assertThat(platform.balance(buyer, "QUOTA")).isEqualTo("0");
    }

    @Test
    void anUnknownNumberIsAnUnknownMember() {
        Map<String, Object> order = order("nobody", buyer, plan, "1.00");
        order.remove("memberId");
        order.put("phone", "13000000001");

        assertThat(platform.send(mall, order).code()).isEqualTo("member-unknown");
    }

    @Test
    void whatIsNoJsonIsTold() {
        assertThat(raw("{\"orderId\":", "application/json").code()).isEqualTo("malformed-json");
        assertThat(raw("", "application/json").code()).isEqualTo("malformed-json");
        assertThat(raw("null", "application/json").status()).isEqualTo(400);
        assertThat(raw("[]", "application/json").code()).isEqualTo("wrong-type");
        assertThat(raw("{\"orderId\":\"a\",\"orderId\":\"b\"}", "application/json")
                        .status())
                .isEqualTo(400);
        for (String path : List.of("/v1/tokens", "/v1/sms-codes", "/v1/registrations")) {
            Api.Answer form = Api.now(api.callingRaw(
                    HttpMethod.POST, path, "a=b", Map.of("Content-Type", "application/x-www-form-urlencoded")));
            assertThat(form.code()).as(path).isEqualTo("unsupported-media-type");
            assertThat(form.status()).isEqualTo(415);
        }
        assertThat(raw("<order/>", "application/xml").code()).isEqualTo("unsupported-media-type");
    }

    @Test
    void whoeverNamesNobodyIsToldBothWaysToDoIt() {
        Map<String, Object> order = order("nobody", buyer, plan, "1.00");
        order.remove("memberId");

        assertThat(platform.send(mall, order)
                        .body()
                        .path("about")
                        .path("fields")
                        .toString())
                .isEqualTo("[\"memberId\",\"phone\"]");
    }

    /** Measured by the time of the database, which local runs move. */
    @Test
    void whenAnOrderWasPaidHasBoundsButARepeatIsKnownForGood() {
        for (Duration within : List.of(Duration.ofHours(23), Duration.ofDays(-399))) {
            Map<String, Object> order = order("within" + within.toHours(), buyer, plan, "1.00");
            order.put("paidAt", Instant.now().plus(within).toString());
            assertThat(platform.send(mall, order).status()).as("%s", within).isEqualTo(202);
        }
        for (Duration beyond : List.of(Duration.ofHours(25), Duration.ofDays(-401))) {
            Map<String, Object> order = order("beyond" + beyond.toHours(), buyer, plan, "1.00");
            order.put("paidAt", Instant.now().plus(beyond).toString());
            Api.Answer answer = platform.send(mall, order);
            assertThat(answer.code()).as("%s", beyond).isEqualTo("paid-at-out-of-range");
            assertThat(answer.body().path("about").propertyNames()).containsExactlyInAnyOrder("earliest", "latest");
        }
    }

    @Test
    void aBodyInAnotherFormThanPlainUtf8IsRefused() {
        String order = json.writeValueAsString(order("form", buyer, plan, "1.00"));
        for (String type : List.of("application/json", "application/x-ndjson")) {
            assertThat(raw(order, type + ";charset=gbk").status()).as(type).isEqualTo(415);
            assertThat(raw(order, type + ";charset=UTF-16").status()).as(type).isEqualTo(415);
            assertThat(raw(order, type + ";charset=utf-8").status()).as(type).isLessThan(300);
            Api.Answer compressed = Api.now(api.callingRaw(
                    HttpMethod.POST,
                    "/v1/paid-orders",
                    order,
                    Map.of(
                            "Authorization",
                            "Bearer " + mall.token(),
                            "Content-Type",
                            type,
                            "Content-Encoding",
                            "gzip")));
            assertThat(compressed.status()).as(type).isEqualTo(415);
            assertThat(compressed.code()).isEqualTo("unsupported-media-type");
        }
    }

    @Test
    void onlyStrictUtf8IsReadAsJson() throws IOException {
        String order = json.writeValueAsString(order("bytes", buyer, plan, "1.00"));
        byte[] overlong = order.replace("bytes", "by\u00fftes").getBytes(StandardCharsets.ISO_8859_1);
        byte[] twoBytesForASlash = new byte[overlong.length + 1];
        int at = order.indexOf("bytes") + 2;
        System.arraycopy(overlong, 0, twoBytesForASlash, 0, at);
        twoBytesForASlash[at] = (byte) 0xC0;
        twoBytesForASlash[at + 1] = (byte) 0xAF;
        System.arraycopy(overlong, at + 1, twoBytesForASlash, at + 2, overlong.length - at - 1);
        for (byte[] body : List.of(
                overlong,
                twoBytesForASlash,
                order.getBytes(StandardCharsets.UTF_16),
                order.getBytes(StandardCharsets.UTF_16LE),
                order.getBytes(Charset.forName("UTF-32BE")))) {
            assertThat(sentAsBytes(body, "application/json")).contains("400").contains("malformed-json");
            assertThat(sentAsBytes(body, "application/x-ndjson"))
                    .contains("malformed-json")
                    .doesNotContain("ACCEPTED");
        }
    }

    @Test
    void aDeliveryWithoutAnOrderIsRefused() {
        for (String nothing : List.of("\n", "\r\n\n\n")) {
            Api.Answer answer = platform.sendLinesRaw(mall, nothing);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("delivery-empty");
        }
    }

    private String sentAsBytes(byte[] body, String type) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream request = socket.getOutputStream();
            request.write(
                    ("POST /v1/paid-orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                                    + mall.token() + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            request.write(body);
            request.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBodyBeyondTheLimitIsRefused() {
        Api.Answer answer = raw("{\"orderId\":\"" + "x".repeat(400_000) + "\"}", "application/json");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
    }

    @Test
    void aLineWithoutEndIsRefused() {
        Api.Answer answer = platform.sendLinesRaw(mall, "x".repeat(100_000));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("body-too-large");
    }

    @Test
    void whatCameBeforeALineWithoutEndIsKept() {
        String good =
                "{\"orderId\":\"good\",\"memberId\":\"%d\",\"planIds\":[\"%s\"],\"amount\":\"1.00\",\"paidAt\":\"{paidAt}\"}\n"
                        .replace("{paidAt}", Platform.PAID_AT)
                        .formatted(buyer.memberId(), plan);

        var outcomes = platform.sendLines(mall, good + "x".repeat(100_000));

        assertThat(outcomes.get(0).path("outcome").asString()).isEqualTo("ACCEPTED");
        assertThat(outcomes.get(1).path("problem").path("code").asString()).isEqualTo("body-too-large");
        platform.planAt(plan, 1);
    }

    @Test
    void aBodyThatStopsArrivingIsGivenUp() throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream request = socket.getOutputStream();
            request.write(("POST /v1/paid-orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + mall.token()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"orderId\":")
                    .getBytes(StandardCharsets.US_ASCII));
            request.flush();

            String answer = read(socket.getInputStream());

            assertThat(answer).contains("408").contains("body-too-slow");
        }
    }

    /** With a token or without one, a sender that never ends is not listened to for long. */
    @Test
    void aBodyWithoutEndEndsTheConnection() throws IOException {
        for (String token : List.of(mall.token(), "a.b.c")) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                OutputStream request = socket.getOutputStream();
                request.write(("POST /v1/paid-orders HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                assertThatThrownBy(() -> {
                            for (int sent = 0; sent < 8_000; sent++) {
                                request.write(chunk);
                            }
                        })
                        .as("half a gigabyte was taken")
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void noTokenAForeignTokenAndAMembersTokenAreRefused() {
        Map<String, Object> order = order("token", buyer, plan, "1.00");

        assertThat(api.post("/v1/paid-orders", order).code()).isEqualTo("unauthenticated");
        assertThat(api.post("/v1/paid-orders", order, "a.b.c").code()).isEqualTo("unauthenticated");
        assertThat(api.post("/v1/paid-orders", order, buyer.accessToken()).code())
                .isEqualTo("forbidden");
        assertThat(api.post("/v1/paid-orders", order, platform.operator()).code())
                .isEqualTo("forbidden");
    }

    private Api.Answer raw(String body, String type) {
        return Api.now(api.callingRaw(
                HttpMethod.POST,
                "/v1/paid-orders",
                body,
                Map.of("Authorization", "Bearer " + mall.token(), "Content-Type", type)));
    }

    private static String read(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[4096];
        int read;
        while (!text.toString().contains("traceId") && (read = in.read(buffer)) > 0) {
            text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        }
        return text.toString();
    }
}

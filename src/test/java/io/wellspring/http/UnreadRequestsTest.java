package io.wellspring.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Also what never was a request is refused with a problem: its code, and a trace that support can find. */
@WellspringTest
@ExtendWith(OutputCaptureExtension.class)
class UnreadRequestsTest {

    private static final String HOST = "Host: 127.0.0.1\r\n";
    private static final String CLOSE = "Connection: close\r\n\r\n";

    @LocalServerPort
    int port;

    static Stream<Arguments> unreadable() {
        String longest = "x".repeat(9_000);
        return Stream.of(
                Arguments.of(414, "address-too-long", "GET /v1/plans?x=" + longest + " HTTP/1.1\r\n" + HOST + CLOSE),
                Arguments.of(
                        431,
                        "headers-too-large",
                        "GET /v1/plans HTTP/1.1\r\n" + HOST + "X: " + longest + "\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans?x=%zz HTTP/1.1\r\n" + HOST + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/%zz HTTP/1.1\r\n" + HOST + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\n" + HOST + "a b: c\r\n" + CLOSE),
                Arguments.of(
                        400,
                        "bad-request",
                        "POST /v1/tokens HTTP/1.1\r\n" + HOST + "Transfer-Encoding: nonsense\r\n" + CLOSE),
                Arguments.of(
                        400,
                        "bad-request",
                        "POST /v1/tokens HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
                Arguments.of(
                        400, "bad-request", "POST /v1/tokens HTTP/1.1\r\n" + HOST + "Content-Length: ten\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\n" + HOST + "Host: other\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\nHost: 127.0.0.1:99999999\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\nHost: 127.0.0.1:-1\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\nHost: 127.0.0.1:x\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "GET /v1/plans HTTP/1.1\r\nHost: [::1\r\n" + CLOSE),
                Arguments.of(400, "bad-request", "nonsense\r\n\r\n"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void itIsToldWhatIsWrong(int status, String code, String request) throws IOException {
        RawRequest answer = RawRequest.send(port, request);

        assertThat(answer.status()).as(answer.head()).isEqualTo(status);
        assertThat(answer.problem().path("code").asString()).isEqualTo(code);
        assertThat(answer.problem().path("status").asInt()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.header("x-trace-id"))
                .matches("[0-9a-f]{32}")
                .isEqualTo(answer.problem().path("traceId").asString());
        assertThat(answer.header("date")).isNotEmpty();
    }

    /** It is the caller's fault, and so no accident that somebody has to look at. */
    @Test
    void aBodyThatBreaksOffFromHttpIsNoAccident(CapturedOutput output) throws IOException {
        RawRequest answer = RawRequest.send(
                port,
                "POST /v1/tokens HTTP/1.1\r\n" + HOST
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz\r\n");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(output).doesNotContain(" ERROR ");
    }

    /** What we do not know how to expect is not expected of us. */
    @Test
    void anExpectationOfAnotherKindIsNoAccident() throws IOException {
        RawRequest answer = RawRequest.send(port, "GET /v1/plans HTTP/1.1\r\n" + HOST + "Expect: the-moon\r\n" + CLOSE);
        assertThat(answer.status()).isIn(200, 417);
    }
}

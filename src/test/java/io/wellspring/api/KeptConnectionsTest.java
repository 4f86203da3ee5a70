package io.wellspring.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.WellspringTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.RepeatedTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A connection that an app keeps goes on serving it, also where a request came before the one ahead of it was through. */
@WellspringTest
class KeptConnectionsTest {

    private static final int PATIENCE_MILLIS = 10_000;

    @LocalServerPort
    int port;

    @RepeatedTest(50)
    void aRequestIsAnsweredAfterTwoThatCameAtOnce() throws IOException {
        try (Socket app = new Socket("127.0.0.1", port)) {
            app.setSoTimeout(PATIENCE_MILLIS);
            send(app, request("/v1/plans") + request("/.well-known/jwks.json"));
            assertThat(status(app.getInputStream())).isEqualTo(200);
            assertThat(status(app.getInputStream())).isEqualTo(200);

            send(app, request("/v1/me"));
            assertThat(status(app.getInputStream())).isEqualTo(401);
        }
    }

    private String request(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n";
    }

    private static void send(Socket app, String requests) throws IOException {
        app.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    }

    /** Reads one answer to its end. */
    private static int status(InputStream answers) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = answers.read();
            assertThat(next).as("the connection ended after %s", head).isNotNegative();
            head.append((char) next);
        }
        answers.readNBytes(length(head.toString()));
        return Integer.parseInt(head.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
    }

    private static int length(String head) {
        return head.lines()
                .map(line -> line.toLowerCase(Locale.ROOT))
                .filter(line -> line.startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(
                        line.substring("content-length:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }
}

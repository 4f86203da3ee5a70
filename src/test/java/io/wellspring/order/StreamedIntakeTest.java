package io.wellspring.order;

import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Platform;
import io.wellspring.testing.WellspringTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Orders go in and outcomes come out at the same time, on one connection. */
@WellspringTest
class StreamedIntakeTest {

    @Autowired
    Platform platform;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    @Test
    void anOutcomeComesBackWhileTheNextOrderIsNotSentYet() throws IOException {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000.00", plan);
        Api.Joined buyer = platform.member();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            begin(out, mall);

            for (int n = 1; n <= 3; n++) {
                chunk(out, json.writeValueAsString(order("streamed-" + n, buyer, plan, "1.00")) + "\n");
                assertThat(lineWith(in, "orderId")).contains("streamed-" + n, "ACCEPTED");
            }
            write(out, "0\r\n\r\n");
        }
        platform.planAt(plan, 3);
    }

    /** A sender that goes away in the middle loses nothing of what it has sent whole. */
    @Test
    void whatWasSentBeforeAConnectionBrokeIsKept() throws IOException {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000.00", plan);
        Api.Joined buyer = platform.member();
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            begin(out, mall);
            chunk(out, json.writeValueAsString(order("whole", buyer, plan, "1.00")) + "\n{\"orderId\":\"ha");
            assertThat(lineWith(in, "orderId")).contains("whole", "ACCEPTED");
        }

        assertThat(platform.planAt(plan, 1).path("position").asLong()).isEqualTo(1);
        assertThat(platform.send(mall, order("whole", buyer, plan, "1.00")).string("outcome"))
                .isEqualTo("ALREADY_KNOWN");
    }

    private static void begin(OutputStream out, Platform.Mall mall) throws IOException {
        write(
                out,
                "POST /v1/paid-orders HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + mall.token()
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private static String lineWith(BufferedReader in, String text) throws IOException {
        String line = in.readLine();
        while (line != null && !line.contains(text)) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        write(out, Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

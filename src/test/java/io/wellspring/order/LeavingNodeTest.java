package io.wellspring.order;

import static io.wellspring.testing.Platform.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import io.wellspring.testing.Node;
import io.wellspring.testing.Platform;
import io.wellspring.testing.Servers;
import io.wellspring.testing.WellspringTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** A delivery to a node that is stopped ends with a line that says so, and not with a broken connection. */
@WellspringTest
class LeavingNodeTest {

    @Autowired
    Platform platform;

    @Autowired
    JsonMapper json;

    @Test
    void aDeliveryIsEndedByALineThatSaysWhy() throws Exception {
        String plan = platform.plan(Map.of());
        Platform.Mall mall = platform.mall("1000000.00", plan);
        Api.Joined buyer = platform.member();
        Map<String, String> settings = Map.of("WELLSPRING_SMS_SENDER", "none");
        try (Node node = Node.start(Servers.settings().get("WELLSPRING_DATABASE"), settings);
                Socket socket =
                        new Socket("127.0.0.1", URI.create(node.address()).getPort())) {
            socket.setSoTimeout(30_000);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            OutputStream out = socket.getOutputStream();
            begin(out, mall);
            send(out, order("before", buyer, plan, "1.00"));
            assertThat(lineWith(in, "before")).contains("ACCEPTED");

            ProcessHandle.of(node.pid()).orElseThrow().destroy();

            List<String> rest = untilTheEnd(in, out, n -> order("after-" + n, buyer, plan, "1.00"));
            assertThat(rest.get(rest.size() - 1)).contains("REFUSED", "node-leaving");
            int taken = (int)
                    rest.stream().filter(line -> line.contains("ACCEPTED")).count();
            platform.planAt(plan, 1 + taken);
        }
    }

    /** Sends until it is answered that the node leaves, as a mall would, and reads all until the answer is whole. */
    private List<String> untilTheEnd(BufferedReader in, OutputStream out, IntFunction<Map<String, Object>> next)
            throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        for (int n = 0; n < 1_000; n++) {
            while (in.ready()) {
                String line = in.readLine();
                if (line.equals("0")) {
                    return lines;
                }
                if (line.contains("outcome")) {
                    lines.add(line);
                }
            }
            if (lines.stream().noneMatch(line -> line.contains("node-leaving"))) {
                send(out, next.apply(n));
            }
            Thread.sleep(20);
        }
        throw new AssertionError("The delivery did not end: " + lines);
    }

    private void begin(OutputStream out, Platform.Mall mall) throws IOException {
        write(
                out,
                "POST /v1/paid-orders HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer " + mall.token()
                        + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
    }

    private void send(OutputStream out, Map<String, Object> order) throws IOException {
        String text = json.writeValueAsString(order) + "\n";
        write(out, Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n");
    }

    private static String lineWith(BufferedReader in, String text) throws IOException {
        String line = in.readLine();
        while (line != null && !line.contains(text)) {
            line = in.readLine();
        }
        return String.valueOf(line);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}

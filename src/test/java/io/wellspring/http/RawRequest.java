package io.wellspring.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answers to bytes that no client would send; the connection ends after it. */
record RawRequest(int status, String head, String body) {

    private static final int PATIENCE_MILLIS = 20_000;

    static RawRequest send(int port, String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            String head = all.substring(0, end);
            return new RawRequest(Integer.parseInt(head.substring(9, 12)), head, all.substring(end + 4));
        }
    }

    JsonNode problem() {
        return JsonMapper.shared().readTree(body);
    }

    String header(String name) {
        return head.lines()
                .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}

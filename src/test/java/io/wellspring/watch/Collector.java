package io.wellspring.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Stands where a collector of traces would, and keeps what it is sent. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final StringBuffer received = new StringBuffer();

    private Collector(HttpServer server) {
        this.server = server;
    }

    static Collector start() throws IOException {
        Collector collector =
                new Collector(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        collector.server.createContext("/v1/traces", collector::keep);
        collector.server.start();
        return collector;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** All that came, one character a byte. */
    String text() {
        return received.toString();
    }

    /** Ids travel as their 16 bytes. */
    boolean has(String traceId) {
        byte[] id = HexFormat.of().parseHex(traceId);
        return text().contains(new String(id, StandardCharsets.ISO_8859_1));
    }

    private void keep(HttpExchange sent) throws IOException {
        received.append(new String(sent.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
        sent.sendResponseHeaders(200, -1);
        sent.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

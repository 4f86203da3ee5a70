package io.wellspring.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import redis.embedded.RedisServer;

/** A Redis of one test alone, which may go away, hang, and come back empty. */
public final class OwnRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private OwnRedis(int port) throws IOException {
        this.port = port;
        this.server = started(port);
    }

    public static OwnRedis start() {
        try {
            return new OwnRedis(Ports.free());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Lets it answer nobody for some time, with all connections standing. */
    public void hang(Duration time) throws IOException {
        say("DEBUG SLEEP " + time.toSeconds());
    }

    /** Lets it answer and refuse whatever would be kept, until it has room again. */
    public void fill() throws IOException {
        say("CONFIG SET maxmemory 1");
    }

    public void makeRoom() throws IOException {
        say("CONFIG SET maxmemory 0");
    }

    public void stop() throws IOException {
        server.stop();
    }

    public void startAgain() throws IOException {
        server = started(port);
    }

    @Override
    public void close() throws IOException {
        stop();
    }

    private void say(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    private static RedisServer started(int port) throws IOException {
        RedisServer server = Servers.redisOn(port);
        server.start();
        return server;
    }
}

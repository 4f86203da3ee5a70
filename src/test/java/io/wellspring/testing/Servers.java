package io.wellspring.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import redis.embedded.RedisServer;

/** One real PostgreSQL and one real Redis for all tests of a run, on ports of their own, gone with the run. */
public final class Servers {

    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final RedisServer REDIS = redis();

    private Servers() {}

    public static EmbeddedPostgres postgresql() {
        return POSTGRES;
    }

    public static int redisPort() {
        return REDIS.ports().get(0);
    }

    /** The settings that make the application use them. */
    public static Map<String, String> settings() {
        return Map.of(
                "WELLSPRING_DATABASE",
                "127.0.0.1:" + POSTGRES.getPort() + "/postgres",
                "WELLSPRING_DATABASE_USER",
                "postgres",
                "WELLSPRING_DATABASE_PASSWORD",
                "postgres",
                "WELLSPRING_REDIS",
                "redis://127.0.0.1:" + redisPort());
    }

    private static EmbeddedPostgres postgres() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RedisServer redis() {
        try {
            int port = freePort();
            RedisServer server =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").build();
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void stop(RedisServer server) {
        try {
            server.stop();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}

package io.wellspring.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import redis.embedded.RedisServer;

/** One real PostgreSQL and one real Redis for all tests of a run, on ports of their own, gone with the run. */
public final class Servers {

    /** The example of a private key in RFC 7517, appendix A.2. */
    private static final String SIGNING_KEYS = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"test1",
            "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM",
            "d":"870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE"}]}""";

    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final RedisServer REDIS = redis();

    private Servers() {}

    public static EmbeddedPostgres postgresql() {
        return POSTGRES;
    }

    public static int redisPort() {
        return REDIS.ports().get(0);
    }

    /** The settings that make the application use them; its keys are known to everybody. */
    public static Map<String, String> settings() {
        return Map.of(
                "WELLSPRING_DATABASE",
                "127.0.0.1:" + POSTGRES.getPort() + "/postgres",
                "WELLSPRING_DATABASE_USER",
                "postgres",
                "WELLSPRING_DATABASE_PASSWORD",
                "postgres",
                "WELLSPRING_REDIS",
                "redis://127.0.0.1:" + redisPort(),
                "WELLSPRING_PHONE_KEYS",
                "test1:" + "A".repeat(43) + "=",
                "WELLSPRING_CODE_KEY",
                "A".repeat(43) + "=",
                "WELLSPRING_SIGNING_KEYS",
                SIGNING_KEYS,
                "WELLSPRING_SMS_SENDER",
                "none");
    }

    /** A database of its own for a test that changes what others rely on, as host:port/name. */
    public static String emptyDatabase(String name) {
        try (Connection connection = POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
            statement.execute("CREATE DATABASE " + name);
            return "127.0.0.1:" + POSTGRES.getPort() + "/" + name;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
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

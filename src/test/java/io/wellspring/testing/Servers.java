package io.wellspring.testing;

import static java.util.Map.entry;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** One real PostgreSQL and one real Redis for all tests of a run, on ports of their own, gone with the run. */
public final class Servers {

    /** As whom nodes sign in, with its name as its password: they own nothing, as in production. */
    public static final String NODE = "wellspring_node";

    private static final EmbeddedPostgres POSTGRES = postgres();
    private static final RedisServer REDIS = redis();

    /** Made once per run, because all applications of a run share the servers. */
    private static final String PHONE_KEYS = "new:" + key() + ",old:" + key();

    private static final String CODE_KEY = key();
    private static final String SIGNING_KEYS = signingKeys();

    private Servers() {}

    public static EmbeddedPostgres postgresql() {
        return POSTGRES;
    }

    public static int redisPort() {
        return REDIS.ports().get(0);
    }

    /** The settings that make the application use them; its keys are known to everybody. */
    public static Map<String, String> settings() {
        return Map.ofEntries(
                entry("WELLSPRING_DATABASE", "127.0.0.1:" + POSTGRES.getPort() + "/postgres"),
                entry("WELLSPRING_DATABASE_USER", NODE),
                entry("WELLSPRING_DATABASE_PASSWORD", NODE),
                entry("WELLSPRING_DATABASE_OWNER", "postgres"),
                entry("WELLSPRING_DATABASE_OWNER_PASSWORD", "postgres"),
                entry("WELLSPRING_REDIS", "redis://127.0.0.1:" + redisPort()),
                entry("WELLSPRING_PHONE_KEYS", PHONE_KEYS),
                entry("WELLSPRING_CODE_KEY", CODE_KEY),
                entry("WELLSPRING_SIGNING_KEYS", SIGNING_KEYS),
                entry("WELLSPRING_SMS_SENDER", "none"),
                entry("WELLSPRING_MANAGEMENT_PORT", "0"));
    }

    /** Makes the role of the nodes, which a server must have before the first of them starts. */
    static void letNodesIn(EmbeddedPostgres server) {
        JdbcClient.create(server.getPostgresDatabase())
                .sql("CREATE ROLE %1$s LOGIN PASSWORD '%1$s'".formatted(NODE))
                .update();
    }

    /**
     * A Redis that keeps nothing, not started yet: the one that is downloaded with the tests, or the program that {@code
     * -Dwellspring.redis-server=/usr/bin/redis-server} names.
     */
    public static RedisServer redisOn(int port) throws IOException {
        RedisServerBuilder builder = RedisServer.newRedisServer().port(port).setting("save \"\"");
        String other = System.getProperty("wellspring.redis-server");
        return (other == null ? builder : builder.executableProvider(() -> new File(other))).build();
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

    private static String key() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static String signingKeys() {
        try {
            return new JWKSet(List.of(signingKey("first"), signingKey("second"))).toString(false);
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static JWK signingKey(String id) throws JOSEException {
        return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    }

    private static EmbeddedPostgres postgres() {
        try {
            // The applications of many tests stay, each with a pool of its own.
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "1000")
                    .start();
            letNodesIn(server);
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static RedisServer redis() {
        try {
            int port = Ports.free();
            RedisServer server = redisOn(port);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
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

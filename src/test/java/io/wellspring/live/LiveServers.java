package io.wellspring.live;

import io.wellspring.testing.Ports;
import io.wellspring.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import redis.embedded.RedisServer;

/** A database of its own in the common PostgreSQL, and a Redis of its own that may be killed. */
final class LiveServers implements AutoCloseable {

    private final String database;
    private final int redisPort;
    private RedisServer redis;

    private LiveServers(String database, int redisPort) throws IOException {
        this.database = database;
        this.redisPort = redisPort;
        this.redis = redisOn(redisPort);
    }

    static LiveServers start(String database) {
        try {
            execute(Servers.postgresql().getPostgresDatabase(), "CREATE DATABASE " + database);
            return new LiveServers(database, Ports.free());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>(Servers.settings());
        settings.put("WELLSPRING_DATABASE", "127.0.0.1:" + Servers.postgresql().getPort() + "/" + database);
        settings.put("WELLSPRING_REDIS", "redis://127.0.0.1:" + redisPort);
        return settings;
    }

    /** Changes a plan behind the application's back, so that nobody publishes it. */
    void setPlan(long planId, long version, String pool) {
        long assets = Long.parseLong(pool.replace(".", ""));
        execute(
                Servers.postgresql().getDatabase("postgres", database),
                "UPDATE plan SET version = " + version + ", state = jsonb_set(state, '{assets}', '" + assets
                        + "') WHERE id = " + planId);
    }

    void killRedis() {
        try {
            redis.stop();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void startRedis() {
        try {
            redis = redisOn(redisPort);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        killRedis();
    }

    private static RedisServer redisOn(int port) throws IOException {
        RedisServer server = Servers.redisOn(port);
        server.start();
        return server;
    }

    private static void execute(DataSource source, String sql) {
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}

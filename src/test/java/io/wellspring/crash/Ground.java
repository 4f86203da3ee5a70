package io.wellspring.crash;

import io.wellspring.testing.DurablePostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** One durable PostgreSQL for all tests of crashes, and in it a world of which each test gets a copy. */
final class Ground {

    /** Nodes sign in as different users, so that the server can tell whose a transaction is. */
    static final String ONE = "one";

    static final String TWO = "two";

    private static final Path FOLDER = Path.of("target", "crash");
    private static final String ORIGINAL = "world";
    private static final AtomicInteger COPIES = new AtomicInteger();
    private static final Ground INSTANCE = new Ground();

    private final DurablePostgres server;
    private final World world;

    private Ground() {
        try {
            FileSystemUtils.deleteRecursively(FOLDER);
            server = DurablePostgres.in(Files.createDirectories(FOLDER).toAbsolutePath());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        for (String user : new String[] {ONE, TWO}) {
            server.jdbc("postgres").sql("CREATE ROLE " + user + " LOGIN").update();
        }
        world = World.in(server.create(ORIGINAL));
        server.jdbc("postgres")
                .sql("SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '" + ORIGINAL + "'")
                .query()
                .listOfRows();
    }

    static World world() {
        return INSTANCE.world;
    }

    static DurablePostgres server() {
        return INSTANCE.server;
    }

    /** A database of its own for a test, in which the world stands and nothing has happened. */
    static Database copy() {
        String name = "crash_" + COPIES.incrementAndGet();
        server().jdbc("postgres")
                .sql("CREATE DATABASE " + name + " TEMPLATE " + ORIGINAL)
                .update();
        return new Database(name);
    }

    /** Where nodes and tests find it. */
    record Database(String name) {

        String address() {
            return server().address(name);
        }

        JdbcClient jdbc() {
            return server().jdbc(name);
        }
    }
}

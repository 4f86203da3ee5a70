package io.wellspring.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** The PostgreSQL of a local run: durable, on loopback alone, behind a password. */
final class LocalPostgres {

    static final String DATA = "postgresql";
    static final String USER = "postgres";

    private final DataFolder folder;
    private final String password;
    private @Nullable EmbeddedPostgres server;

    LocalPostgres(DataFolder folder, String password) {
        this.folder = folder;
        this.password = password;
    }

    /** A run that was killed leaves its server behind; only one may have the data. */
    void stopOrphan() throws IOException, InterruptedException {
        for (Path data : new Path[] {folder.file(DATA), draft()}) {
            Optional<ServerProcess> orphan = ServerProcess.in(data.resolve("postmaster.pid"), "postgres", data);
            if (orphan.isPresent()) {
                // SIGINT is PostgreSQL's fast shutdown: it does not wait for clients.
                orphan.get().stop("INT");
            }
        }
    }

    /** As host:port/database. */
    static String address(int port) {
        return "127.0.0.1:" + port + "/" + USER;
    }

    /** Starts the server, which answers when this returns. */
    synchronized EmbeddedPostgres start(int port) throws IOException {
        if (!Files.exists(folder.file(DATA))) {
            createData();
        }
        server = builder(folder.file(DATA)).setPort(port).start();
        return server;
    }

    synchronized void stop() {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server = null;
    }

    /** Data get their name only when they are whole, so a run killed while making them leaves no half of it. */
    private void createData() throws IOException {
        FileSystemUtils.deleteRecursively(draft());
        Path password = folder.file("initdb.password");
        OwnerOnly.write(password, this.password);
        builder(draft())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("pwfile", password.toString())
                .start()
                .close();
        Files.delete(password);
        Files.move(draft(), folder.file(DATA), StandardCopyOption.ATOMIC_MOVE);
    }

    private EmbeddedPostgres.Builder builder(Path data) {
        ProcessBuilder.Redirect log =
                ProcessBuilder.Redirect.appendTo(folder.file("postgresql.log").toFile());
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(Duration.ofMinutes(1));
    }

    private Path draft() {
        return folder.file(DATA + ".new");
    }
}

package io.wellspring.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of a test's own that keeps its promises on disk, and may be killed and started again. */
public final class DurablePostgres implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path data;
    private final int port;
    private final Map<String, String> configuration;
    private EmbeddedPostgres server;

    private DurablePostgres(Path data, int port, Map<String, String> configuration) throws IOException {
        this.data = data;
        this.port = port;
        this.configuration = configuration;
        this.server = builder().start();
        Servers.letNodesIn(server);
    }

    /** Starts a server that keeps its data in this folder, on a port that it keeps too. */
    public static DurablePostgres in(Path folder) throws IOException {
        return in(folder, Map.of());
    }

    /** The same, configured further. */
    public static DurablePostgres in(Path folder, Map<String, String> configuration) throws IOException {
        return new DurablePostgres(folder.resolve("postgresql"), Ports.free(), configuration);
    }

    /** Where a database of it is, as host:port/name. */
    public String address(String database) {
        return "127.0.0.1:" + port + "/" + database;
    }

    public JdbcClient jdbc(String database) {
        return JdbcClient.create(dataSource(database));
    }

    public DataSource dataSource(String database) {
        return server.getDatabase("postgres", database);
    }

    /** Makes a copy of a database that nobody uses, and gives its address. */
    public String copy(String original, String database) {
        jdbc("postgres")
                .sql("CREATE DATABASE " + database + " TEMPLATE " + original + " STRATEGY file_copy")
                .update();
        return address(database);
    }

    /** Makes an empty database and gives its address. */
    public String create(String database) {
        jdbc("postgres").sql("CREATE DATABASE " + database).update();
        return address(database);
    }

    /** Ends it as a failing machine would: nothing is flushed, nobody is told. */
    public void kill() throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        postmaster.children().forEach(ProcessHandle::destroyForcibly);
        postmaster.destroyForcibly();
        postmaster.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        // Nothing is left to stop, but its folder is locked until this.
        server.close();
    }

    /** Lets it do nothing at all, with all connections standing, as a machine does that hangs. */
    public void freeze() throws IOException, InterruptedException {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void thaw() throws IOException, InterruptedException {
        signal("-CONT");
    }

    /** The parent first: while it is stopped it takes in nobody whom the list of its children would miss. */
    private void signal(String signal) throws IOException, InterruptedException {
        ProcessHandle postmaster = postmaster();
        kill(signal, Stream.of(postmaster));
        kill(signal, postmaster.children());
    }

    private static void kill(String signal, Stream<ProcessHandle> processes) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        processes.map(process -> String.valueOf(process.pid())).forEach(command::add);
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    /** Starts it again on the data that it left. */
    public void restart() throws IOException {
        server = builder().start();
    }

    /** Keeps its data as they are at this moment, as a copy of the disk would. */
    public void backUp() throws IOException, InterruptedException {
        kill();
        copy(data, backup());
        restart();
    }

    /** Comes back with the data of the backup, on a history of its own. */
    public void restore() throws IOException, InterruptedException {
        kill();
        FileSystemUtils.deleteRecursively(data);
        copy(backup(), data);
        Files.createFile(data.resolve("recovery.signal"));
        restart();
    }

    private Path backup() {
        return data.resolveSibling("backup");
    }

    private static void copy(Path from, Path to) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("cp", "-a", from.toString(), to.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("not copied: " + from);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private ProcessHandle postmaster() throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private EmbeddedPostgres.Builder builder() {
        ProcessBuilder.Redirect log = ProcessBuilder.Redirect.appendTo(
                data.resolveSibling("postgresql.log").toFile());
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        configuration.forEach(builder::setServerConfig);
        return builder.setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "100")
                .setOutputRedirector(log)
                .setErrorRedirector(log)
                .setPGStartupWait(PATIENCE);
    }
}

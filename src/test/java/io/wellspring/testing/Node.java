package io.wellspring.testing;

import io.wellspring.WellspringApplication;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One node of the application as production runs it: a process of its own, which can be stopped in every way. */
public final class Node implements AutoCloseable {

    /** Nodes are tried by few who send what many would. */
    private static final Map<String, String> WIDE_RATES = Map.of(
            "WELLSPRING_LIMIT_RATES_MEMBERBURST", "1000000",
            "WELLSPRING_LIMIT_RATES_MEMBERPERSECOND", "10000",
            "WELLSPRING_LIMIT_RATES_OPERATORBURST", "1000000",
            "WELLSPRING_LIMIT_RATES_CLIENTBURST", "1000000",
            "WELLSPRING_LIMIT_RATES_CLIENTPERSECOND", "10000",
            "WELLSPRING_LIMIT_RATES_ADDRESSBURST", "1000000");

    private final JavaProcess process;
    private final String address;

    private Node(JavaProcess process) throws IOException, InterruptedException {
        this.process = process;
        this.address = "http://127.0.0.1:" + process.await("Netty started on port (\\d+)");
        process.await("(Started \\w+ in)");
    }

    /**
     * Starts a node on a database and waits until it serves.
     *
     * @param database as host:port/name
     * @param options of the JVM
     */
    public static Node start(String database, Map<String, String> settings, String... options)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Servers.settings());
        environment.put("WELLSPRING_DATABASE", database);
        environment.put("WELLSPRING_PORT", "0");
        environment.putAll(WIDE_RATES);
        environment.putAll(settings);
        List<String> launch = List.of("-cp", withoutTests(), main());
        return new Node(JavaProcess.start(
                environment, Stream.concat(Stream.of(options), launch.stream()).toArray(String[]::new)));
    }

    /** Where its API is. */
    public String address() {
        return address;
    }

    /** Where it tells how it is. */
    public String management() throws IOException, InterruptedException {
        return process.management();
    }

    public long pid() {
        return process.pid();
    }

    public String output() throws IOException {
        return process.output();
    }

    /** Ends it at once, wherever it is. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    /** Lets it fall asleep in the middle of what it does, as a paused machine would. */
    public void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.close();
    }

    /** What production has, and not the doubles of other tests. */
    private static String withoutTests() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String main() {
        return WellspringApplication.class.getName();
    }
}

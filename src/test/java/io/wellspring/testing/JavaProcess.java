package io.wellspring.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real JVM started by a test, whose output can be awaited and which can be stopped gently or not. */
public final class JavaProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final Process process;
    private final Path output;

    private JavaProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts java with these arguments, and with no settings in its environment but these. */
    public static JavaProcess start(Map<String, String> settings, String... arguments) throws IOException {
        Path output = Files.createTempFile("java", ".log");
        output.toFile().deleteOnExit();
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("WELLSPRING_"));
        builder.environment().putAll(settings);
        return new JavaProcess(builder.start(), output);
    }

    /** Waits for a line in which the expression is found, and gives its first group. */
    public String await(String expression) throws IOException, InterruptedException {
        Pattern pattern = Pattern.compile(expression);
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            boolean last = !process.isAlive() || Instant.now().isAfter(end);
            Matcher matcher = pattern.matcher(output());
            if (matcher.find()) {
                return matcher.group(1);
            }
            if (last) {
                throw new AssertionError("Nothing like " + expression + " in:\n" + output());
            }
            Thread.sleep(100);
        }
    }

    /** Where a node tells how it is; its API has the port that is told of first. */
    public String management() throws IOException, InterruptedException {
        return "http://127.0.0.1:" + await("(?s)Netty started on port \\d+.*Netty started on port (\\d+)");
    }

    public String output() throws IOException {
        return Files.readString(output);
    }

    public long pid() {
        return process.pid();
    }

    /** Sends a signal by its name, such as STOP. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    }

    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    public void terminate() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("Still running after " + PATIENCE);
        }
        return process.exitValue();
    }

    public static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return HTTP.send(request(url).build(), HttpResponse.BodyHandlers.ofString());
    }

    public static HttpResponse<String> post(String url, String json) throws IOException, InterruptedException {
        HttpRequest request = request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

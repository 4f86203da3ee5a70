package io.wellspring.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** The Redis of a local run: kept on disk, on loopback alone, behind a password. */
final class LocalRedis {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private final Path home;
    private final String password;

    LocalRedis(DataFolder folder, String password) {
        this.home = folder.file("redis");
        this.password = password;
    }

    /** Stops the server that has this folder, be it of this run or of one that was killed. */
    void stop() {
        try {
            Optional<ServerProcess> server = ServerProcess.in(pidFile(), "redis-server", configuration());
            if (server.isPresent()) {
                server.get().stop("TERM");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server's URL. */
    String address(int port) {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    /** Starts the server, which answers when this returns. */
    Process start(int port) throws IOException, InterruptedException {
        OwnerOnly.createDirectory(home);
        OwnerOnly.write(configuration(), settings(port));
        Path executable =
                ExecutableProvider.newJarResourceProvider(home.toFile()).get().toPath();
        Process process = new ProcessBuilder(
                        executable.toString(), configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()))
                .start();
        if (WINDOWS) {
            Files.writeString(pidFile(), String.valueOf(process.pid()));
        }
        awaitReady(port);
        return process;
    }

    /** As a daemon it has a session of its own, so Ctrl-C reaches the application alone, which stops it afterwards. */
    private String settings(int port) {
        String settings = """
                bind 127.0.0.1
                port %d
                requirepass %s
                dir "%s"
                logfile "%s"
                appendonly yes
                save ""
                """.formatted(port, password, path(home), path(logFile()));
        return WINDOWS ? settings : settings + """
                        daemonize yes
                        pidfile "%s"
                        set-proc-title no
                        """.formatted(path(pidFile()));
    }

    private void awaitReady(int port) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(PATIENCE);
        while (!answers(port)) {
            if (Instant.now().isAfter(end)) {
                throw new CannotStart("Redis did not start: " + logFile() + " tells why.");
            }
            Thread.sleep(20);
        }
    }

    private boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout(500);
            socket.getOutputStream().write(("AUTH " + password + "\r\nPING\r\n").getBytes(StandardCharsets.US_ASCII));
            String expected = "+OK\r\n+PONG\r\n";
            byte[] answer = socket.getInputStream().readNBytes(expected.length());
            return expected.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }

    private Path configuration() {
        return home.resolve("redis.conf");
    }

    private Path pidFile() {
        return home.resolve("redis.pid");
    }

    private Path logFile() {
        return home.resolve("redis.log");
    }

    /** Within quotes of a Redis configuration, a backslash escapes. */
    private static String path(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }
}

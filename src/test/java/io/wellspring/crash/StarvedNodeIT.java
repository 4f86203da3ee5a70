package io.wellspring.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.wellspring.testing.Api;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A node that is stopped for moments again and again, as on a machine with too much to do: every request is answered. */
class StarvedNodeIT {

    private static final Duration LENGTH = Duration.ofSeconds(40);
    private static final int CALLERS = 16;
    /** Longer than any answer may take, stops included. */
    private static final int PATIENCE_MILLIS = 15_000;

    private final Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
    private volatile boolean over;

    @Test
    void everyRequestIsAnswered() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (Replica node = Replica.start(Ground.ONE, Ground.copy(), Map.of())) {
            URI address = URI.create(node.address().orElseThrow());
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            List<Api.Joined> members = Ground.world().members();
            for (int caller = 0; caller < CALLERS; caller++) {
                String token = members.get(caller % members.size()).accessToken();
                callers.submit(() -> callOn(address, token));
            }
            starve(node, new Random(seed));
            callers.shutdown();
            assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
        System.out.println("answers " + answers);
        assertThat(answers).containsKey("200").doesNotContainKeys("none", "500");
    }

    private void starve(Replica node, Random random) throws IOException, InterruptedException {
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() - end < 0) {
            node.pause();
            Thread.sleep(30 + random.nextInt(270));
            node.resume();
            Thread.sleep(10 + random.nextInt(290));
        }
        over = true;
    }

    private void callOn(URI address, String token) {
        while (!over) {
            answers.computeIfAbsent(statusOf(address, token), status -> new AtomicInteger())
                    .incrementAndGet();
        }
    }

    /** On a connection of its own, as a phone that wakes up. */
    private static String statusOf(URI address, String token) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String request = "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? "closed" : answer.split(" ", 3)[1];
        } catch (SocketTimeoutException hung) {
            return "none";
        } catch (IOException broken) {
            return "broken";
        }
    }
}

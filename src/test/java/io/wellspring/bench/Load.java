package io.wellspring.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Callers that go on calling until told to stop, each waiting for its answer. */
final class Load {

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final String address;

    Load(String address) {
        this.address = address;
    }

    /** One thing that a caller does; a fault ends the bench. */
    interface Deed {
        void run(int caller, long turn) throws IOException, InterruptedException;
    }

    /** How often all callers together did it in a second. */
    double perSecond(int callers, Duration length, Deed deed) throws InterruptedException {
        AtomicLong done = new AtomicLong();
        AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(callers);
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        long start = System.nanoTime();
        long end = start + length.toNanos();
        for (int i = 0; i < callers; i++) {
            int caller = i;
            threads.execute(() -> {
                try {
                    for (long turn = 0; System.nanoTime() < end && fault.get() == null; turn++) {
                        deed.run(caller, turn);
                        done.incrementAndGet();
                    }
                } catch (Throwable failure) {
                    fault.set(failure);
                } finally {
                    ended.countDown();
                }
            });
        }
        ended.await();
        threads.shutdown();
        if (fault.get() != null) {
            throw new AssertionError(fault.get());
        }
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    String get(String path, @Nullable String token) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path));
        return answer(path, request, token);
    }

    String post(String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return answer(path, request, null);
    }

    private String answer(String path, HttpRequest.Builder request, @Nullable String token)
            throws IOException, InterruptedException {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new AssertionError(path + ": " + answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }
}

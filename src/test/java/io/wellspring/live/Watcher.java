package io.wellspring.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that watches a plan and remembers what it was sent. */
final class Watcher implements AutoCloseable {

    private static final ParameterizedTypeReference<ServerSentEvent<String>> EVENT =
            new ParameterizedTypeReference<>() {};

    private final List<ServerSentEvent<String>> frames = new CopyOnWriteArrayList<>();
    private final Disposable stream;
    private volatile boolean completed;
    private volatile @Nullable Throwable failure;

    private Watcher(int port, long planId) {
        stream = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build()
                .get()
                .uri("http://127.0.0.1:{port}/v1/plans/{id}/live", port, planId)
                .retrieve()
                .bodyToFlux(EVENT)
                .subscribe(frames::add, broken -> failure = broken, () -> completed = true);
    }

    static Watcher of(LiveNode node, long planId) {
        Watcher watcher = new Watcher(node.port(), planId);
        await().atMost(Duration.ofSeconds(10)).until(() -> !watcher.events().isEmpty());
        return watcher;
    }

    List<ServerSentEvent<String>> frames() {
        return frames;
    }

    List<ServerSentEvent<String>> events() {
        return frames.stream().filter(frame -> "plan".equals(frame.event())).toList();
    }

    List<Long> versions() {
        return events().stream()
                .map(event -> Long.valueOf(Objects.requireNonNull(event.id())))
                .toList();
    }

    long lastVersion() {
        List<Long> versions = versions();
        return versions.get(versions.size() - 1);
    }

    JsonNode last() {
        List<ServerSentEvent<String>> events = events();
        return JsonMapper.shared().readTree(events.get(events.size() - 1).data());
    }

    void sees(long version, Duration within) {
        await().pollInterval(Duration.ofMillis(10)).atMost(within).until(() -> lastVersion() == version);
        isOpen();
    }

    void isOpen() {
        assertThat(failure).isNull();
        assertThat(completed).isFalse();
    }

    boolean hasEnded() {
        return completed;
    }

    @Override
    public void close() {
        stream.dispose();
    }
}

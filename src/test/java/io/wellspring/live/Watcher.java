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
    private final String sort;
    private final Disposable stream;
    private volatile boolean completed;
    private volatile @Nullable Throwable failure;

    private Watcher(int port, String path, @Nullable String token, String sort) {
        this.sort = sort;
        stream = WebClient.builder()
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(1 << 20))
                .build()
                .get()
                .uri("http://127.0.0.1:" + port + path)
                .headers(headers -> {
                    if (token != null) {
                        headers.setBearerAuth(token);
                    }
                })
                .retrieve()
                .bodyToFlux(EVENT)
                .subscribe(frames::add, broken -> failure = broken, () -> completed = true);
    }

    static Watcher of(LiveNode node, long planId) {
        return new Watcher(node.port(), "/v1/plans/" + planId + "/live", null, "plan").begun();
    }

    static Watcher ofPlan(int port, String planId) {
        return new Watcher(port, "/v1/plans/" + planId + "/live", null, "plan").begun();
    }

    /** Watches what a member has, with a token. */
    static Watcher ofMember(int port, String token) {
        return new Watcher(port, "/v1/me/live", token, "member").begun();
    }

    /** The same, with a ticket. */
    static Watcher withTicket(int port, String ticket) {
        return new Watcher(port, "/v1/me/live?ticket=" + ticket, null, "member");
    }

    Watcher begun() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !events().isEmpty());
        return this;
    }

    List<ServerSentEvent<String>> frames() {
        return frames;
    }

    List<ServerSentEvent<String>> events() {
        return frames.stream().filter(frame -> sort.equals(frame.event())).toList();
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

    /** Why the stream ended, as its last event said. */
    String endedFor() {
        await().atMost(Duration.ofSeconds(10)).until(this::hasEnded);
        return String.valueOf(frames.get(frames.size() - 1).data());
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    boolean hasEnded() {
        return completed;
    }

    @Override
    public void close() {
        stream.dispose();
    }
}

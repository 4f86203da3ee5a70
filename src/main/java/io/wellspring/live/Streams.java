package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The open streams of server-sent events: how each begins, stays alive, and ends with the application. */
@Component
class Streams implements SmartLifecycle {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(UTF_8);

    private static final Duration COME_BACK = Duration.ofSeconds(5);

    private final Feeds feeds;
    private final PlanEvents events;
    private final byte[] retry;
    private final Duration heartbeat;
    private volatile Sinks.Empty<Void> end = Sinks.empty();
    private volatile boolean running;

    Streams(Feeds feeds, PlanEvents events, LiveSettings settings) {
        this.feeds = feeds;
        this.events = events;
        this.retry = ("retry: " + settings.retryMillis() + "\n").getBytes(UTF_8);
        this.heartbeat = Duration.ofSeconds(settings.heartbeatSeconds());
    }

    /**
     * The frames of a plan's stream: its state in PostgreSQL, then each newer one that the caller is quick enough to
     * take.
     */
    Flux<byte[]> of(long planId) {
        return Flux.using(() -> open(planId), feed -> frames(planId, feed), feed -> feeds.close(planId));
    }

    private Feed open(long planId) {
        if (!running) {
            throw busy();
        }
        return feeds.open(planId);
    }

    /** The feed is open before PostgreSQL is read, so that no change falls between the two. */
    private Flux<byte[]> frames(long planId, Feed feed) {
        Stamp seen = feed.stamp();
        return events.read(planId)
                .onErrorMap(TimeoutException.class, late -> busy())
                .switchIfEmpty(Mono.error(() -> Refusal.of(RefusalCode.NO_SUCH_RESOURCE)))
                .doOnNext(event -> feed.correct(event, seen))
                .thenMany(Flux.defer(() -> frames(feed)));
    }

    /** One frame of each sort is taken ahead at most; a heartbeat must not push out an event. */
    private Flux<byte[]> frames(Feed feed) {
        Flux<byte[]> states = feed.events().map(PlanEvent::frame);
        Flux<byte[]> heartbeats = Flux.interval(heartbeat).onBackpressureDrop().map(beat -> HEARTBEAT);
        return Flux.merge(1, states, heartbeats).startWith(retry).takeUntilOther(end.asMono());
    }

    private static Refusal busy() {
        return Refusal.of(RefusalCode.BUSY).retryAfter(COME_BACK);
    }

    @Override
    public void start() {
        end = Sinks.empty();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        end.tryEmitEmpty();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server waits for its open exchanges, which streams would keep open for as long as it waits. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}

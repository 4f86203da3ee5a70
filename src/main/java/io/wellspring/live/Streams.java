package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.TransientFailures;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The open streams of server-sent events: how many there may be, how each is kept open, and how it ends. */
@Component
class Streams implements SmartLifecycle {

    private static final byte[] HEARTBEAT = ": heartbeat\n\n".getBytes(UTF_8);

    private final Feeds plans;
    private final MemberFeeds members;
    private final StreamExpiry guard;
    private final Retries retries;
    private final Semaphore places;
    private final Duration patience;
    private final Counter dropped;
    private volatile boolean running;

    Streams(
            Feeds plans,
            MemberFeeds members,
            StreamExpiry guard,
            Retries retries,
            LiveSettings settings,
            MeterRegistry meters) {
        this.plans = plans;
        this.members = members;
        this.guard = guard;
        this.retries = retries;
        this.places = new Semaphore(settings.maxStreams());
        this.patience = settings.patience();
        this.dropped = Counter.builder("wellspring.live.dropped")
                .description("Streams that were cut off because their client did not read")
                .register(meters);
        Gauge.builder("wellspring.live.streams", places, free -> settings.maxStreams() - free.availablePermits())
                .description("Streams that are open on this node")
                .register(meters);
        Gauge.builder("wellspring.live.streams.max", settings, LiveSettings::maxStreams)
                .description("Streams that may be open on this node")
                .register(meters);
    }

    /** What a client is sent of a plan: its state in PostgreSQL, then each newer one. */
    Flux<byte[]> ofPlan(long planId, Connection line) {
        return placed(plans.watch(planId, line));
    }

    /** What a client is sent of the member who is signed in, for as long as the token is good. */
    Flux<byte[]> ofMember(SignedIn caller, Connection line) {
        return placed(guard.whileGood(caller, members.watch(caller.memberId(), line)));
    }

    /** Keeps streams open that have no news, and drops the clients that no longer read. */
    Mono<Void> beat() {
        return Mono.fromRunnable(() -> forEachClient(this::beat));
    }

    private void beat(Viewer client) {
        if (client.isStuckFor(patience)) {
            dropped.increment();
            client.cut();
        } else {
            client.beat(HEARTBEAT);
        }
    }

    /**
     * A stream that cannot be served now ends with a reason, and is no failed answer: a browser's client comes back after a
     * stream that ended, and gives up for good after any status but 200.
     */
    Flux<byte[]> orBusy(Flux<byte[]> frames) {
        return frames.onErrorResume(
                Streams::isPassing, failure -> Mono.fromSupplier(() -> retries.sentAway(Ending.BUSY)));
    }

    private static boolean isPassing(Throwable failure) {
        return TransientFailures.is(failure)
                || failure instanceof Refusal refusal && refusal.code() == GeneralRefusal.BUSY;
    }

    private Flux<byte[]> placed(Flux<byte[]> frames) {
        return orBusy(Flux.using(this::take, place -> frames, place -> places.release()));
    }

    private Semaphore take() {
        if (!running || !places.tryAcquire()) {
            throw Refusal.of(GeneralRefusal.BUSY);
        }
        return places;
    }

    private void forEachClient(Consumer<Viewer> deed) {
        plans.forEachClient(deed);
        members.forEachClient(deed);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        forEachClient(client -> client.end(retries.sentAway(Ending.NODE_LEAVING)));
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

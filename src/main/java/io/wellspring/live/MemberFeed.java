package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.wellspring.plan.catalogue.HeldPlan;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.json.JsonMapper;

/** What one member is shown on this node. It is put into words when it is due to be sent, and not at every change. */
final class MemberFeed {

    private final Map<Long, HeldPlan> plans;
    private final JsonMapper json;
    private final Audience audience;
    private final Sinks.Empty<Void> ready = Sinks.empty();
    private volatile @Nullable MemberPicture picture;
    private final AtomicInteger touches = new AtomicInteger();
    private volatile int reading;
    private volatile int read;
    private volatile boolean changed;
    private byte @Nullable [] frame;

    /** @param plans as they stand now, kept by the room */
    MemberFeed(Map<Long, HeldPlan> plans, JsonMapper json, Duration gap) {
        this.plans = plans;
        this.json = json;
        this.audience = new Audience(this::frame, gap);
    }

    Audience audience() {
        return audience;
    }

    /** Completes when there is something to show. */
    Mono<Void> ready() {
        return ready.asMono();
    }

    Set<Long> plans() {
        MemberPicture known = picture;
        return known == null ? Set.of() : known.plans();
    }

    Set<Long> estimated() {
        MemberPicture known = picture;
        return known == null ? Set.of() : known.estimated();
    }

    /** What the member has was changed, and is to be read again. */
    void touch() {
        touches.incrementAndGet();
    }

    /** To be called before what the member has is read: the picture that is shown next knows all touches so far. */
    void beginRead() {
        reading = touches.get();
    }

    void show(MemberPicture next) {
        picture = next;
        read = reading;
        change();
        ready.tryEmitEmpty();
    }

    /** To be called after one of the plans has changed. */
    void change() {
        changed = true;
        audience.requestFlush();
    }

    /** Plans newer than the picture go with it only while nothing of the member's has changed since. */
    private Map<Long, HeldPlan> newer() {
        return touches.get() == read ? plans : Map.of();
    }

    /** Only called by one thread at a time, the audience's. */
    private byte @Nullable [] frame() {
        MemberPicture known = picture;
        if (known != null && changed) {
            changed = false;
            byte[] next =
                    ("event: member\ndata: " + json.writeValueAsString(known.at(newer())) + "\n\n").getBytes(UTF_8);
            frame = Arrays.equals(next, frame) ? frame : next;
        }
        return frame;
    }
}

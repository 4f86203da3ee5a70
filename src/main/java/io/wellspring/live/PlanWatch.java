package io.wellspring.live;

import io.wellspring.patience.Seldom;
import io.wellspring.plan.catalogue.HeldPlan;
import io.wellspring.plan.catalogue.PlanView;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** Watches plans on behalf of members of this node, as any client would, and knows how each stands. */
@Component
class PlanWatch {

    private static final Logger log = LoggerFactory.getLogger(PlanWatch.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Seldom unwatched = new Seldom(Duration.ofMinutes(1));
    private final Feeds feeds;
    private final JsonMapper json;
    private final Map<Long, Disposable> watches = new ConcurrentHashMap<>();
    private final Heard heard;
    private final Map<Long, HeldPlan> early = new ConcurrentHashMap<>();
    private final Map<Long, HeldPlan> views = new ConcurrentHashMap<>();
    private volatile LongConsumer changed = planId -> {};

    PlanWatch(Feeds feeds, Heard heard, JsonMapper json) {
        this.feeds = feeds;
        this.heard = heard;
        this.json = json;
    }

    /** The plans that are watched, as members may be shown them. */
    Map<Long, HeldPlan> views() {
        return views;
    }

    /** Watches these plans from now on, and no others. */
    void follow(Set<Long> planIds, LongConsumer whenChanged) {
        changed = whenChanged;
        planIds.forEach(planId -> watches.computeIfAbsent(planId, this::watch));
        watches.forEach((planId, watch) -> {
            if (!planIds.contains(planId) && watches.remove(planId, watch)) {
                watch.dispose();
                early.remove(planId);
                views.remove(planId);
            }
        });
    }

    private Disposable watch(long planId) {
        return feeds.watch(planId, Connection.INSIDE)
                .doOnNext(frame -> see(planId, frame))
                .doOnError(failure -> warn(planId, failure))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .subscribe();
    }

    private void warn(long planId, Throwable failure) {
        if (unwatched.mayTell().isPresent()) {
            log.warn("plan {}: not watched, trying again: {}", planId, failure.toString());
        }
    }

    private void see(long planId, byte[] frame) {
        String data = PlanEvent.dataOf(frame);
        if (data != null) {
            early.put(planId, HeldPlan.of(json.readValue(data, PlanView.class)));
            told(planId);
        }
    }

    /**
     * To be called after it became known whom a batch touched. A plan is not shown to members before: its price would stand
     * beside holdings that the same batch has changed.
     */
    void told(long planId) {
        HeldPlan waiting = early.get(planId);
        if (waiting != null && heard.hasAll(planId, waiting.changes()) && early.remove(planId, waiting)) {
            views.put(planId, waiting);
            changed.accept(planId);
        }
    }
}

package io.wellspring.live;

import io.wellspring.pulse.Loop;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.connection.ReactiveSubscription.Message;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.util.retry.Retry;

/** This node's one subscription to what is published; it comes back after Redis does. */
@Component
class Subscription extends Loop {

    private static final Logger log = LoggerFactory.getLogger(Subscription.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ReactiveStringRedisTemplate redis;
    private final Feeds feeds;

    Subscription(ReactiveStringRedisTemplate redis, Feeds feeds) {
        this.redis = redis;
        this.feeds = feeds;
    }

    @Override
    protected Flux<?> work() {
        return Flux.defer(() -> redis.listenToChannel(PlanSnapshots.CHANNEL))
                .map(Message::getMessage)
                .doOnNext(this::hear)
                .doOnError(failure -> log.warn("not subscribed to live plans, trying again: {}", failure.toString()))
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .repeatWhen(ends -> ends.delayElements(PAUSE));
    }

    private void hear(String message) {
        try {
            feeds.tell(PlanEvent.parse(message));
        } catch (RuntimeException unreadable) {
            log.warn("passed over what is not a plan's event: {}", unreadable.toString());
        }
    }
}

package io.wellspring.live;

import io.wellspring.patience.Seldom;
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

    private final Seldom unsubscribed = new Seldom(Duration.ofMinutes(1));
    private final ReactiveStringRedisTemplate redis;
    private final Feeds feeds;
    private final MemberNews members;

    Subscription(ReactiveStringRedisTemplate redis, Feeds feeds, MemberNews members) {
        this.redis = redis;
        this.members = members;
        this.feeds = feeds;
    }

    @Override
    protected Flux<?> work() {
        return Flux.defer(() -> redis.listenToChannel(PlanSnapshots.CHANNEL, MemberNews.CHANNEL))
                .doOnNext(this::hear)
                .doOnError(this::warn)
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE))
                .repeatWhen(ends -> ends.delayElements(PAUSE));
    }

    private void warn(Throwable failure) {
        if (unsubscribed.mayTell().isPresent()) {
            log.warn("not subscribed to what other nodes tell, trying again: {}", failure.toString());
        }
    }

    private void hear(Message<String, String> message) {
        try {
            if (message.getChannel().equals(MemberNews.CHANNEL)) {
                members.hear(message.getMessage());
            } else {
                feeds.tell(PlanEvent.parse(message.getMessage()));
            }
        } catch (RuntimeException unreadable) {
            log.warn("passed over what nobody here says: {}", unreadable.toString());
        }
    }
}

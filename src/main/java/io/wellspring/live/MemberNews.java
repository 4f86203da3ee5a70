package io.wellspring.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.wellspring.patience.Patience;
import io.wellspring.plan.catalogue.PlanFigures;
import io.wellspring.plan.catalogue.PlanListener;
import io.wellspring.plan.catalogue.TouchedMembers;
import io.wellspring.pulse.Loop;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.stereotype.Component;
import reactor.core.publisher.BufferOverflowStrategy;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Tells all nodes which members a batch touched, in one message for the batch, one after the other. What Redis does not take
 * is missed by the others, who notice.
 */
@Component
class MemberNews extends Loop implements PlanListener {

    static final String CHANNEL = "wellspring:live:members";

    private static final Logger log = LoggerFactory.getLogger(MemberNews.class);
    private static final String EVERYBODY = "*";
    private static final int MOST_WAITING = 1_000;
    private static final Sinks.EmitFailureHandler IN_TURN =
            Sinks.EmitFailureHandler.busyLooping(Duration.ofMillis(100));

    private final MemberDrift drift;
    private final ReactiveStringRedisTemplate redis;
    private final Counter unpublished;
    private final Duration timeout;
    private final Sinks.Many<String> outgoing = Sinks.many().multicast().directBestEffort();

    MemberNews(MemberDrift drift, ReactiveStringRedisTemplate redis, LiveSettings settings, MeterRegistry meters) {
        this.drift = drift;
        this.redis = redis;
        this.unpublished = Counter.builder("wellspring.live.unpublished")
                .description("Changes that Redis did not take for those who watch")
                .register(meters);
        this.timeout = Duration.ofMillis(settings.redisTimeoutMillis());
    }

    @Override
    public void changed(PlanFigures figures, TouchedMembers touched) {
        drift.heard(figures.planId(), figures.version(), touched);
        outgoing.emitNext(message(figures.planId(), figures.version(), touched), IN_TURN);
    }

    /** Off the threads of the writers: as long as no connection stands, the driver makes one while its caller waits. */
    @Override
    protected Flux<?> work() {
        return outgoing.asFlux()
                .onBackpressureBuffer(MOST_WAITING, this::leave, BufferOverflowStrategy.DROP_OLDEST)
                .publishOn(Schedulers.boundedElastic(), 1)
                .concatMap(this::tell, 1);
    }

    private Mono<Long> tell(String message) {
        return redis.convertAndSend(CHANNEL, message)
                .as(Patience.atMost(timeout))
                .onErrorResume(failure -> Mono.fromRunnable(() -> leave(failure)));
    }

    /** @throws RuntimeException where the message is not one of these */
    void hear(String message) {
        String[] words = message.split(" ", 3);
        drift.heard(Long.parseLong(words[0]), Long.parseLong(words[1]), touched(words[2]));
    }

    private static String message(long planId, long version, TouchedMembers touched) {
        return planId + " " + version + " " + (touched.everybody() ? EVERYBODY : ids(touched.members()));
    }

    private static String ids(Collection<Long> members) {
        return members.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private static TouchedMembers touched(String ids) {
        return ids.equals(EVERYBODY) ? TouchedMembers.EVERYBODY : new TouchedMembers(false, parsed(ids));
    }

    private static Set<Long> parsed(String ids) {
        return ids.isEmpty()
                ? Set.of()
                : Arrays.stream(ids.split(",")).map(Long::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /** Counted, not warned of: while Redis is away this would be a line for each batch. */
    private void leave(Object what) {
        unpublished.increment();
        log.debug("a batch could not be told of: {}", what);
    }
}

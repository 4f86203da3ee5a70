package io.wellspring.live;

import io.wellspring.patience.Patience;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The newest event of every plan in Redis. It decides which news is published, and is never read as the truth: of what
 * it holds, only the stamps come back.
 */
@Component
class PlanSnapshots implements Replica {

    /** Its number grows with the form of the event: nodes of another version would read it wrong, and compare instead. */
    static final String CHANNEL = "wellspring:live:plans:2";

    // A stamp of another form is damaged, and is written over.
    private static final RedisScript<Boolean> STORE = RedisScript.of("""
            local held = redis.call('HMGET', KEYS[1], 'epoch', 'version')
            local before = (held[1] or '') .. (held[2] or '')
            local stamp = ARGV[1] .. ARGV[2]
            if before:match('^%d+$') and #before == #stamp and before >= stamp and (before == stamp or before ~= ARGV[5]) then
                return 0
            end
            redis.call('HSET', KEYS[1], 'epoch', ARGV[1], 'version', ARGV[2], 'event', ARGV[3])
            redis.call('PUBLISH', ARGV[4], stamp .. ARGV[6] .. '\\n' .. ARGV[3])
            return 1
            """, Boolean.class);

    private static final Pattern STAMP = Pattern.compile("\\d{" + Stamp.TEXT_LENGTH + "}");
    private static final int PARALLEL = 64;

    private final ReactiveStringRedisTemplate redis;
    private final Duration timeout;
    private final int checksPerBeat;
    private volatile long lastChecked = Long.MIN_VALUE;

    PlanSnapshots(ReactiveStringRedisTemplate redis, LiveSettings settings) {
        this.redis = redis;
        this.timeout = Duration.ofMillis(settings.redisTimeoutMillis());
        this.checksPerBeat = settings.maxChecksPerBeat();
    }

    /** Stores and publishes an event, unless Redis has it already, or a newer one. */
    Mono<Void> store(PlanEvent event) {
        return correct(event, Stamp.NONE);
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Mono<Map<Long, Stamp>> stamps(NavigableSet<Long> plans) {
        return Flux.defer(() -> Flux.fromIterable(nextOf(plans)))
                .flatMap(planId -> stamp(planId).map(stamp -> Map.entry(planId, stamp)), PARALLEL)
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .as(Patience.atMost(timeout));
    }

    @Override
    public Mono<Void> correct(PlanEvent read, Stamp seen) {
        List<String> arguments = List.of(
                read.stamp().epoch().text(),
                read.stamp().versionText(),
                read.frameText(),
                CHANNEL,
                seen.text(),
                String.valueOf(read.planId()));
        return redis.execute(STORE, List.of(key(read.planId())), arguments)
                .then()
                .as(Patience.atMost(timeout));
    }

    static String key(long planId) {
        return "wellspring:live:{plan:" + planId + "}";
    }

    /** As many plans as a beat may look at, going around. */
    private List<Long> nextOf(NavigableSet<Long> plans) {
        List<Long> next = Stream.concat(
                        plans.tailSet(lastChecked, false).stream(), plans.headSet(lastChecked, true).stream())
                .limit(checksPerBeat)
                .toList();
        lastChecked = next.isEmpty() ? Long.MIN_VALUE : next.get(next.size() - 1);
        return next;
    }

    private Mono<Stamp> stamp(long planId) {
        return redis.<String, String>opsForHash()
                .multiGet(key(planId), List.of("epoch", "version"))
                .map(PlanSnapshots::stampOf);
    }

    private static Stamp stampOf(List<String> held) {
        String text = Objects.requireNonNullElse(held.get(0), "") + Objects.requireNonNullElse(held.get(1), "");
        return STAMP.matcher(text).matches() ? Stamp.parse(text) : Stamp.NONE;
    }
}

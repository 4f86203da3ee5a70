package io.wellspring.limit;

import io.wellspring.refusal.RateLimit;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Limits that are exact in any window, on Redis's clock: all windows are asked in one script, and an event counts in
 * all of them or in none.
 */
@Component
public class SlidingWindows {

    private static final RedisScript<Long> COUNT = RedisCalls.script("count-window", Long.class);
    private static final RedisScript<String> TAKE = RedisCalls.script("take-windows", String.class);

    private final ReactiveStringRedisTemplate redis;
    private final LimitMeters meters;
    private final Duration timeout;

    SlidingWindows(ReactiveStringRedisTemplate redis, LimitMeters meters, LimitSettings settings) {
        this.redis = redis;
        this.meters = meters;
        this.timeout = settings.redisTimeout();
    }

    /** Counts one event, or refuses with the code of the first window that is full and the time until all have room. */
    public Mono<Place> take(List<Window> windows) {
        String id = UUID.randomUUID().toString();
        List<String> keys = windows.stream().map(Window::key).distinct().toList();
        return RedisCalls.call(redis.execute(TAKE, keys, arguments(id, keys, windows)), timeout)
                .doOnError(Exception.class, failure -> meters.unavailable())
                .map(answer -> read(answer, windows, new Place(id, keys)));
    }

    /** How many events the window has at this moment. */
    public Mono<Long> count(Window window) {
        List<String> length = List.of(String.valueOf(window.length().toMillis() * 1000));
        return RedisCalls.call(redis.execute(COUNT, List.of(window.key()), length), timeout);
    }

    /** Forgets all events of these subjects, whose keys share a hash tag. */
    public Mono<Void> forget(Collection<String> keys) {
        return RedisCalls.call(redis.delete(keys.toArray(String[]::new)), timeout)
                .then();
    }

    /** Gives a place back, for an event that after all does not count. */
    public Mono<Void> giveBack(Place place) {
        return Flux.fromIterable(place.keys())
                .concatMap(key -> RedisCalls.call(redis.opsForZSet().remove(key, place.id()), timeout))
                .then();
    }

    /** An event that was counted, and where. */
    public record Place(String id, List<String> keys) {

        /** What of it counts one subject. */
        public Place only(String key) {
            return new Place(id, keys.stream().filter(key::equals).toList());
        }
    }

    private static List<String> arguments(String id, List<String> keys, List<Window> windows) {
        List<String> arguments = new ArrayList<>();
        arguments.add(id);
        for (Window window : windows) {
            arguments.add(String.valueOf(keys.indexOf(window.key()) + 1));
            arguments.add(String.valueOf(window.limit()));
            arguments.add(String.valueOf(window.length().toMillis() * 1000));
        }
        return arguments;
    }

    private Place read(String answer, List<Window> windows, Place place) {
        String[] parts = answer.split(":");
        int refused = Integer.parseInt(parts[0]);
        if (refused == 0) {
            return place;
        }
        throw refusal(windows.get(refused - 1), micros(parts[1]), micros(parts[2]));
    }

    private Refusal refusal(Window window, Duration wait, Duration reset) {
        meters.refused(window.otherwise().text());
        Refusal refusal = Refusal.of(window.otherwise()).retryAfter(wait);
        return window.isOfOneSubject() ? refusal.beyond(new RateLimit(window.limit(), 0, reset)) : refusal;
    }

    private static Duration micros(String micros) {
        return Duration.of(Long.parseLong(micros), ChronoUnit.MICROS);
    }
}

package io.wellspring.testing;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;

/** Lets time pass for limits, by making every event that they remember so much older. */
@TestConfiguration(proxyBeanMethods = false)
public class PassingTime {

    private static final RedisScript<Long> AGE = RedisScript.of("""
            for _, key in ipairs(redis.call('KEYS', '{*}:*')) do
                for _, event in ipairs(redis.call('ZRANGE', key, 0, -1)) do
                    redis.call('ZINCRBY', key, -tonumber(ARGV[1]), event)
                end
            end
            return 1
            """, Long.class);

    private final ReactiveStringRedisTemplate redis;

    PassingTime(ReactiveStringRedisTemplate redis) {
        this.redis = redis;
    }

    public void pass(Duration time) {
        redis.execute(AGE, List.of(), List.of(String.valueOf(time.toMillis() * 1000)))
                .blockLast(Duration.ofSeconds(10));
    }
}

package io.wellspring.watch;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Without Redis a node is degraded and not down: codes, passwords and live views wait, all else goes on. */
@Component("redisHealthIndicator")
class RedisHealth extends AbstractReactiveHealthIndicator {

    static final Status DEGRADED = new Status("DEGRADED");

    private final Redis redis;

    RedisHealth(ReactiveRedisConnectionFactory connections) {
        super("Redis could not be asked");
        this.redis = new Redis(connections);
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return redis.answers()
                .map(answers -> builder.status(answers ? Status.UP : DEGRADED).build());
    }
}

package io.wellspring.redis;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import reactor.core.publisher.Mono;

/** How connections to Redis behave while it is away: they fail at once, and look for it often. */
@Configuration(proxyBeanMethods = false)
public class RedisConnections {

    private static final Logger log = LoggerFactory.getLogger(RedisConnections.class);
    private static final int REQUESTS_WAITING = 50_000;

    /** By default, commands would gather without limit until Redis is back, and then all be sent, long outdated. */
    @Bean
    LettuceClientOptionsBuilderCustomizer failingAtOnce() {
        return options -> options.disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(REQUESTS_WAITING);
    }

    /** By default, the pauses between two tries would grow to half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer lookingOften() {
        return resources -> resources.reconnectDelay(Delay.constant(Duration.ofMillis(500)));
    }

    /** In place of the framework's own, which now and then leaves a caller without an answer. */
    @Bean
    ClientResourcesBuilderCustomizer observingInOrder(ObjectProvider<ObservationRegistry> observations) {
        return resources -> observations.ifAvailable(registry -> resources.tracing(new RedisTraces(registry)));
    }

    /** Connects while the application starts, so that no caller waits for it; without Redis it starts all the same. */
    @Bean
    ApplicationRunner connectsToRedis(ReactiveRedisConnectionFactory redis) {
        return arguments -> Mono.defer(() -> redis.getReactiveConnection().ping())
                .subscribe(pong -> {}, failure -> log.warn("Redis is away: {}", failure.toString()));
    }
}

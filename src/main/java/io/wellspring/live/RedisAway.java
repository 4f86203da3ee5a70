package io.wellspring.live;

import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.boot.data.redis.autoconfigure.LettuceClientOptionsBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the application's connections to Redis behave while it is away: they fail at once, and look for it often. */
@Configuration(proxyBeanMethods = false)
class RedisAway {

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
}

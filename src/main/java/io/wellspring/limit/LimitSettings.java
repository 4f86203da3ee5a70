package io.wellspring.limit;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this room.
 *
 * @param redisTimeoutMillis how long a limit waits for Redis; its user then refuses
 */
@Validated
@ConfigurationProperties("wellspring.limit")
record LimitSettings(@DefaultValue("800") @Min(1) long redisTimeoutMillis) {

    Duration redisTimeout() {
        return Duration.ofMillis(redisTimeoutMillis);
    }
}

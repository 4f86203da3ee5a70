package io.wellspring.limit;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this room.
 *
 * @param redisTimeoutMillis how long a limit waits for Redis; its user then refuses
 * @param trustedProxies addresses or blocks of those whose {@code X-Forwarded-For} is believed
 * @param adminNetworks addresses or blocks from where operators may call; this machine alone where none is named
 * @param rates how fast each may call
 */
@Validated
@ConfigurationProperties("wellspring.limit")
record LimitSettings(
        @DefaultValue("800") @Min(1) long redisTimeoutMillis,
        @DefaultValue List<String> trustedProxies,
        @DefaultValue({"127.0.0.0/8", "::1"}) List<String> adminNetworks,
        @DefaultValue @Valid Rates rates) {

    /**
     * How fast the API may be called: so many requests a second in the long run, and so many at once. A carrier hides
     * some two thousand phones behind one address: renewals (one in 15 minutes each) and open pages (one in 30 seconds)
     * make 70 requests a second, and when they all come back after an outage, the last waits for ten seconds.
     *
     * @param timeoutMillis how long a request waits for Redis before it passes uncounted
     * @param pauseMillis how long Redis is not asked after it failed
     */
    record Rates(
            @DefaultValue("20") @Min(1) @Max(10_000) int memberPerSecond,
            @DefaultValue("100") @Min(1) @Max(1_000_000) int memberBurst,
            @DefaultValue("50") @Min(1) @Max(10_000) int operatorPerSecond,
            @DefaultValue("200") @Min(1) @Max(1_000_000) int operatorBurst,
            @DefaultValue("2000") @Min(1) @Max(10_000) int clientPerSecond,
            @DefaultValue("10000") @Min(1) @Max(1_000_000) int clientBurst,
            @DefaultValue("100") @Min(1) @Max(10_000) int addressPerSecond,
            @DefaultValue("1000") @Min(1) @Max(1_000_000) int addressBurst,
            @DefaultValue("100") @Min(1) @Max(200) long timeoutMillis,
            @DefaultValue("1000") @Min(1) @Max(60_000) long pauseMillis) {

        Duration timeout() {
            return Duration.ofMillis(timeoutMillis);
        }

        Duration pause() {
            return Duration.ofMillis(pauseMillis);
        }
    }

    Duration redisTimeout() {
        return Duration.ofMillis(redisTimeoutMillis);
    }
}

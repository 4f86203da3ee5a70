package io.wellspring.sms;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When a provider counts as dead, and how it is tried again.
 *
 * @param windowCalls the last so many messages that are judged
 * @param leastCalls with fewer nothing is judged
 * @param failurePercent of them that open the breaker when nobody knows of them, or they were not taken
 * @param slowCallMillis from which on an answer counts as slow
 * @param slowPercent of slow ones that open it
 * @param openSeconds in which nothing is sent
 * @param trialCalls that are let through afterwards; they decide
 */
@Validated
@ConfigurationProperties("wellspring.sms.breaker")
record BreakerSettings(
        @DefaultValue("20") @Min(1) int windowCalls,
        @DefaultValue("10") @Min(1) int leastCalls,
        @DefaultValue("50") @Min(1) @Max(100) int failurePercent,
        @DefaultValue("3000") @Min(1) int slowCallMillis,
        @DefaultValue("80") @Min(1) @Max(100) int slowPercent,
        @DefaultValue("10") @Min(1) int openSeconds,
        @DefaultValue("3") @Min(1) int trialCalls) {

    Duration slowCall() {
        return Duration.ofMillis(slowCallMillis);
    }

    Duration open() {
        return Duration.ofSeconds(openSeconds);
    }
}

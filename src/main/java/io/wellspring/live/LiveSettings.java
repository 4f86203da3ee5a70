package io.wellspring.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the live views.
 *
 * @param maxStreams open on this node at the same time; more are sent away as busy
 * @param heartbeatSeconds between two comments that keep a stream's connection open
 * @param retryMillis after which a client whose stream broke comes back
 * @param reconcileMillis between two comparisons of the copies with PostgreSQL
 * @param graceMillis that news may be on its way before it counts as lost
 * @param maxChecksPerBeat plans whose copy in Redis is looked at in one comparison
 * @param maxRepairsPerBeat plans corrected after one comparison
 * @param readTimeoutMillis after which a read of a plan is given up
 * @param redisTimeoutMillis after which Redis is held to be away
 */
@Validated
@ConfigurationProperties("wellspring.live")
record LiveSettings(
        @DefaultValue("20000") @Min(1) @Max(1_000_000) int maxStreams,
        @DefaultValue("15") @Min(1) @Max(300) int heartbeatSeconds,
        @DefaultValue("2000") @Min(100) @Max(60_000) int retryMillis,
        @DefaultValue("1000") @Min(10) @Max(60_000) int reconcileMillis,
        @DefaultValue("200") @Min(1) @Max(10_000) int graceMillis,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxChecksPerBeat,
        @DefaultValue("500") @Min(1) @Max(100_000) int maxRepairsPerBeat,
        @DefaultValue("3000") @Min(100) @Max(60_000) int readTimeoutMillis,
        @DefaultValue("500") @Min(10) @Max(10_000) int redisTimeoutMillis) {}

package io.wellspring.live;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the live views.
 *
 * @param maxStreams open on this node at the same time; more are sent away as busy
 * @param changesPerSecond that a client is sent at most; more are conflated: only the newest is sent
 * @param heartbeatSeconds between two comments that keep a stream's connection open
 * @param patienceSeconds after which a client that does not take what waits for it is dropped
 * @param sendBufferBytes that the system may hold for a client that does not read
 * @param retryMillis after which a client whose stream broke comes back, on the average
 * @param sentAwayMillis within which clients come back that a node sends away, spread over that time
 * @param reconcileMillis between two comparisons of the copies with PostgreSQL
 * @param membersMillis between two reads of members of whom something changed
 * @param estimatesMillis between two reads of estimates that move with their plan
 * @param guardMillis between two looks at the sessions of members who watch
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
        @DefaultValue("4") @Min(1) @Max(100) int changesPerSecond,
        @DefaultValue("15") @Min(1) @Max(300) int heartbeatSeconds,
        @DefaultValue("30") @Min(1) @Max(600) int patienceSeconds,
        @DefaultValue("4096") @Min(2048) @Max(4_194_304) int sendBufferBytes,
        @DefaultValue("2000") @Min(100) @Max(60_000) int retryMillis,
        @DefaultValue("15000") @Min(100) @Max(600_000) int sentAwayMillis,
        @DefaultValue("1000") @Min(10) @Max(60_000) int reconcileMillis,
        @DefaultValue("100") @Min(10) @Max(10_000) int membersMillis,
        @DefaultValue("2000") @Min(100) @Max(60_000) int estimatesMillis,
        @DefaultValue("2000") @Min(100) @Max(60_000) int guardMillis,
        @DefaultValue("200") @Min(1) @Max(10_000) int graceMillis,
        @DefaultValue("2000") @Min(1) @Max(100_000) int maxChecksPerBeat,
        @DefaultValue("500") @Min(1) @Max(100_000) int maxRepairsPerBeat,
        @DefaultValue("3000") @Min(100) @Max(60_000) int readTimeoutMillis,
        @DefaultValue("500") @Min(10) @Max(10_000) int redisTimeoutMillis) {

    /** Between two changes that a client is sent. */
    Duration gap() {
        return Duration.ofSeconds(1).dividedBy(changesPerSecond);
    }

    Duration heartbeat() {
        return Duration.ofSeconds(heartbeatSeconds);
    }

    Duration patience() {
        return Duration.ofSeconds(patienceSeconds);
    }
}

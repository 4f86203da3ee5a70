package io.wellspring.order;

import io.wellspring.api.Zones;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of the intake.
 *
 * @param maxAmountFen of one order
 * @param maxLineBytes of one line of NDJSON
 * @param maxBodyBytes of one request in NDJSON
 * @param chunkLines appended in one transaction
 * @param chunkMillis after which a chunk that is not full is appended nevertheless
 * @param paidAtMaxAgeDays how long ago a new order may have been paid, by the time of the database
 * @param paidAtMaxAheadHours how far ahead of that time it may say that it was, for clocks of malls differ
 * @param limitZone in which the days of the malls' daily limits begin and end
 */
@Validated
@ConfigurationProperties("wellspring.order")
record OrderSettings(
        @DefaultValue("1000000000") @Min(1) @Max(1_000_000_000_000L)
        long maxAmountFen,

        @DefaultValue("16384") @Min(256) int maxLineBytes,
        @DefaultValue("67108864") @Min(1024) long maxBodyBytes,
        @DefaultValue("1000") @Min(1) @Max(5000) int chunkLines,
        @DefaultValue("50") @Min(1) int chunkMillis,
        @DefaultValue("400") @Min(1) @Max(36_500) int paidAtMaxAgeDays,
        @DefaultValue("24") @Min(0) @Max(8_760) int paidAtMaxAheadHours,
        @DefaultValue("Asia/Shanghai") ZoneId limitZone) {

    OrderSettings {
        if (!Zones.isRegion(limitZone.getId())) {
            throw new IllegalArgumentException("wellspring.order.limit-zone must be a region such as Asia/Shanghai");
        }
    }

    PaidAtRange paidAtAround(Instant now) {
        return new PaidAtRange(
                now.minus(Duration.ofDays(paidAtMaxAgeDays)), now.plus(Duration.ofHours(paidAtMaxAheadHours)));
    }
}

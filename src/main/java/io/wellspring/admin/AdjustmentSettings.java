package io.wellspring.admin;

import io.wellspring.api.Zones;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much operators may add and deduct, in whole points; points and releasing points count alike, and so do both directions.
 *
 * @param maxPointsPerCall by one adjustment
 * @param maxPointsPerOperatorPerDay by all adjustments of one operator in a day
 * @param limitZone in which those days begin and end
 */
@Validated
@ConfigurationProperties("wellspring.adjustment")
record AdjustmentSettings(
        @DefaultValue("100000") @Min(1) @Max(90_000_000_000_000L)
        long maxPointsPerCall,

        @DefaultValue("500000") @Min(1) @Max(90_000_000_000_000L)
        long maxPointsPerOperatorPerDay,

        @DefaultValue("Asia/Shanghai") ZoneId limitZone) {

    private static final int HUNDREDTHS = 100;

    AdjustmentSettings {
        if (!Zones.isRegion(limitZone.getId())) {
            throw new IllegalArgumentException(
                    "wellspring.adjustment.limit-zone must be a region such as Asia/Shanghai");
        }
    }

    /** In 1/100 point. */
    long maxPerCall() {
        return maxPointsPerCall * HUNDREDTHS;
    }

    /** In 1/100 point. */
    long maxPerDay() {
        return maxPointsPerOperatorPerDay * HUNDREDTHS;
    }
}

package io.wellspring.auth.mall;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The secrets of malls.
 *
 * @param overlapHours how long older secrets serve beside a new one, where its maker says nothing
 * @param standingSecrets how many may stand at a time
 */
@Validated
@ConfigurationProperties("wellspring.auth.malls")
record MallSettings(
        @DefaultValue("168") @Min(0) @Max(2160) int overlapHours,
        @DefaultValue("5") @Min(2) @Max(20) int standingSecrets) {}

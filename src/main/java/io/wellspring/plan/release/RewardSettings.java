package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.RewardGuard;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What the operator allows plans to pay for people below.
 *
 * @param maxGenerations that may earn those above
 * @param teamEnabled whether stars and peers may
 */
@Validated
@ConfigurationProperties("wellspring.rewards")
public record RewardSettings(
        @DefaultValue("2") @Min(0) @Max(20) int maxGenerations,
        @DefaultValue("false") boolean teamEnabled) {

    RewardGuard guard() {
        return new RewardGuard(maxGenerations, teamEnabled);
    }
}

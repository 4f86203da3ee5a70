package io.wellspring.sms;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this room; every limit is one of them.
 *
 * @param keptDays for how long is known what became of a message
 * @param sendTimeoutSeconds how long a message may be on its way to the provider; longer than the provider's own
 */
@Validated
@ConfigurationProperties("wellspring.sms")
record SmsSettings(
        @DefaultValue("8") @Min(1) int sendTimeoutSeconds,
        @DefaultValue("400") @Min(1) int keptDays,
        @DefaultValue @Valid Budget budget,
        @DefaultValue @Valid Prefixes prefixes) {

    /**
     * What may be sent in any 24 hours, for each message costs money.
     *
     * @param perDay messages in all
     * @param perDayUnchallenged from here on a challenge is asked for
     */
    record Budget(
            @DefaultValue("10000") @Min(1) int perDay,
            @DefaultValue("5000") @Min(1) int perDayUnchallenged) {}

    /**
     * When a block of numbers is taken for pumped: many codes sent to it and few of them used.
     *
     * @param digits of a number in E.164 form that make the block
     * @param leastSent with fewer messages nothing is judged
     * @param leastVerifiedPercent below this share the block is suspicious
     * @param settleSeconds after which a code that was not used counts as unused
     * @param windowSeconds how far back is looked
     * @param lookSeconds between two looks
     */
    record Prefixes(
            @DefaultValue("7") @Min(3) @Max(11) int digits,
            @DefaultValue("50") @Min(1) int leastSent,
            @DefaultValue("10") @Min(0) @Max(100) int leastVerifiedPercent,
            @DefaultValue("300") @Min(0) int settleSeconds,
            @DefaultValue("3600") @Min(1) int windowSeconds,
            @DefaultValue("5") @Min(1) int lookSeconds) {

        /** The block of numbers that a number in E.164 form is in, without the plus. */
        String of(String phone) {
            return phone.substring(1, Math.min(phone.length(), 1 + digits));
        }
    }

    Duration sendTimeout() {
        return Duration.ofSeconds(sendTimeoutSeconds);
    }
}

package io.wellspring.member;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of this room.
 *
 * @param phoneKeys "id:base64 of 32 bytes", several with commas between; the first encrypts, all find
 * @param phoneChangeDays how long a wish for another number waits for an operator
 */
@Validated
@ConfigurationProperties("wellspring.member")
record MemberSettings(
        @NotBlank String phoneKeys,
        @DefaultValue("7") @Min(1) @Max(90) int phoneChangeDays,
        @DefaultValue @Valid Rotation rotation) {

    /**
     * How numbers follow when the keys change.
     *
     * @param batchNumbers numbers in one transaction
     * @param batchesPerBeat transactions of one beat at most, which bounds what it takes from the database
     * @param beatSeconds between two beats
     * @param restSeconds after a round through all members that found nothing to do
     * @param keyInUseSeconds how long after a node's last word its keys still count as in use; several beats
     * @param figuresSeconds between two counts of what is still to do
     */
    record Rotation(
            @DefaultValue("500") @Min(1) @Max(5_000) int batchNumbers,
            @DefaultValue("10") @Min(1) @Max(1_000) int batchesPerBeat,
            @DefaultValue("1") @Min(1) int beatSeconds,
            @DefaultValue("600") @Min(0) int restSeconds,
            @DefaultValue("600") @Min(1) int keyInUseSeconds,
            @DefaultValue("300") @Min(1) int figuresSeconds) {

        Duration rest() {
            return Duration.ofSeconds(restSeconds);
        }
    }

    @Override
    public String toString() {
        return "MemberSettings[phoneKeys=****, phoneChangeDays=" + phoneChangeDays + ", rotation=" + rotation + "]";
    }
}

package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.sms.SmsLifts;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** More messages, or trust in the numbers that begin so, until it ends. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SmsLift(
        @Schema(example = "1") String id,
        @Schema(example = "8613800") @Nullable String prefix,
        @Schema(example = "2000") @Nullable Integer extraMessages,
        Instant madeAt,
        Instant endsAt,
        @Schema(example = "1") String operatorId,
        @Schema(example = "a campaign that we know of") String reason) {

    static SmsLift of(SmsLifts.Lift lift) {
        return new SmsLift(
                Id.format(lift.id()),
                lift.prefix(),
                lift.extraMessages(),
                lift.madeAt(),
                lift.endsAt(),
                Id.format(lift.operatorId()),
                lift.reason());
    }
}

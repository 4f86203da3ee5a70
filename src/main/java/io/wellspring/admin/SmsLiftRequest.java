package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Required;
import io.wellspring.refusal.Refusal;
import io.wellspring.sms.SmsLifts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator grants beyond the settings, for some hours: either trust in a prefix or more messages. */
record SmsLiftRequest(
        @Schema(description = "As the list of suspicious prefixes has it", example = "8613800") @Nullable
        String prefix,

        @Schema(example = "2000") @Nullable Integer extraMessages,

        @Schema(requiredMode = REQUIRED, description = "At most 168", example = "24") @Nullable
        Integer hours,

        @Schema(requiredMode = REQUIRED, description = "At most 200 characters", example = "Spring campaign") @Nullable
        String reason) {

    private static final int LONGEST_PREFIX = 15;
    private static final int MOST_EXTRA = 1_000_000;
    private static final int MOST_HOURS = 168;

    /** @throws Refusal where not exactly one of prefix and extraMessages is given, or one of the fields is not acceptable */
    SmsLifts.Grant grant() {
        String trusted = Required.optional("prefix", prefix);
        if ((trusted == null) == (extraMessages == null)) {
            throw Refusal.oneOf("prefix", "extraMessages");
        }
        return new SmsLifts.Grant(
                trusted == null ? null : Required.text("prefix", trusted, LONGEST_PREFIX),
                trusted == null ? within("extraMessages", extraMessages, MOST_EXTRA) : null,
                Duration.ofHours(within("hours", hours, MOST_HOURS)),
                Required.reason(reason));
    }

    private static int within(String field, @Nullable Integer value, int most) {
        int given = Required.field(field, value);
        if (given < 1 || given > most) {
            throw Refusal.outOfRange(field, 1, most);
        }
        return given;
    }
}

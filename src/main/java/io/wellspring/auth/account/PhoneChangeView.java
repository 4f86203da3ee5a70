package io.wellspring.auth.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.member.PhoneChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A wish for another number as its member sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PhoneChange")
record PhoneChangeView(
        @Schema(example = "1") String id,
        PhoneChange.Status status,

        @Schema(description = "Masked, while it waits", example = "138****8001") @Nullable
        String newPhone,

        @Schema(description = "Why it was rejected") @Nullable
        String reason,

        Instant askedAt,
        Instant expiresAt,
        @Nullable Instant decidedAt) {

    static PhoneChangeView of(PhoneChange change) {
        return new PhoneChangeView(
                Id.format(change.id()),
                change.status(),
                change.newPhone(),
                change.reason(),
                change.askedAt(),
                change.expiresAt(),
                change.decidedAt());
    }
}

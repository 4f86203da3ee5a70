package io.wellspring.member;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's wish for another number, for an operator to decide because the old number is lost.
 *
 * @param newPhone masked, and only while it waits
 * @param reason why it was rejected
 */
public record PhoneChange(
        long id,
        long memberId,
        Status status,
        @Nullable String newPhone,
        @Nullable String reason,
        Instant askedAt,
        Instant expiresAt,
        @Nullable Instant decidedAt) {

    /** What became of it. */
    @Schema(name = "PhoneChangeStatus")
    public enum Status {
        WAITING,
        APPROVED,
        REJECTED,
        CANCELLED,
        /** The member asked for another one. */
        REPLACED,
        EXPIRED
    }
}

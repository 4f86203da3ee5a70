package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.member.MemberRecord;
import io.wellspring.member.MemberState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A member as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Member")
record MemberView(
        @Schema(example = "10001") String id,
        MemberState state,

        @Schema(description = "Masked; none once the account is closed", example = "138****8000") @Nullable
        String phone,

        @Schema(example = "10000") @Nullable String referrerId,
        @Schema(example = "7K2M9QXA") String referralCode,
        Instant joinedAt,
        @Nullable String lockReason,
        @Nullable Instant closedAt) {

    static MemberView of(MemberRecord member) {
        Long referrer = member.referrerId();
        return new MemberView(
                Id.format(member.id()),
                member.state(),
                member.phone(),
                referrer == null ? null : Id.format(referrer),
                member.referralCode(),
                member.joinedAt(),
                member.lockReason(),
                member.closedAt());
    }
}

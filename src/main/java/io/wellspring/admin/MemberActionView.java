package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.member.MemberAction;
import io.wellspring.plan.log.LoggedAdjustment;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that an operator did to a member. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MemberAction")
record MemberActionView(
        @Schema(example = "1") String operatorId,
        Kind kind,
        @Nullable String reason,

        @Schema(description = "What was added or deducted, where that is what was done") @Nullable
        Adjustment adjustment,

        Instant doneAt) {

    @Schema(name = "MemberActionKind")
    enum Kind {
        LOCKED,
        UNLOCKED,
        PHONE_CHANGE_APPROVED,
        PHONE_CHANGE_REJECTED,
        ADJUSTED
    }

    static MemberActionView of(MemberAction deed) {
        return new MemberActionView(
                deed.operatorId(), Kind.valueOf(deed.kind().name()), deed.reason(), null, deed.doneAt());
    }

    static MemberActionView of(LoggedAdjustment logged) {
        Adjustment adjustment = Adjustment.listed(logged);
        return new MemberActionView(
                adjustment.operatorId(), Kind.ADJUSTED, adjustment.reason(), adjustment, adjustment.madeAt());
    }
}

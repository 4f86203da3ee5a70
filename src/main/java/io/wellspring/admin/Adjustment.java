package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.CallRefusal;
import io.wellspring.api.Id;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.LoggedAdjustment;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an operator added or deducted, and what became of it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Adjustment(
        @Schema(example = "42") String id,
        @Schema(example = "10001") String memberId,
        @Schema(example = "1") String planId,
        @Schema(example = "1") String operatorId,
        Status status,

        @Schema(description = "Why it was refused, as in problems", example = "insufficient-points") @Nullable
        String code,

        AssetCode asset,
        @Schema(example = "-12.50") String amount,
        @Schema(example = "Granted twice by mistake") String reason,
        Instant madeAt,
        @Nullable LocalDate businessDay) {

    @Schema(name = "AdjustmentStatus")
    enum Status {
        PENDING,
        DONE,
        REFUSED,
        FAILED
    }

    /** @throws Refusal when the rules refused it */
    static Adjustment of(LoggedAdjustment adjustment) {
        if (adjustment.command().isDecided()) {
            adjustment.command().requireDone();
        }
        return listed(adjustment);
    }

    /** Also of one that was refused, for lists. */
    static Adjustment listed(LoggedAdjustment adjustment) {
        LoggedCommand command = adjustment.command();
        AdjustmentBody body = command.body(AdjustmentBody.class);
        RefusalCode refusal = command.refusal();
        return new Adjustment(
                Id.format(command.id()),
                Id.format(adjustment.memberId()),
                Id.format(command.planId()),
                adjustment.source().substring("operator:".length()),
                status(command, refusal),
                refusal == null ? null : refusal.text(),
                body.asset(),
                Amount.format(body.amount(), body.asset()),
                body.reason(),
                command.appendedAt(),
                command.businessDay());
    }

    private static Status status(LoggedCommand command, @Nullable RefusalCode refusal) {
        if (!command.isDecided()) {
            return Status.PENDING;
        }
        if (refusal == null) {
            return Status.DONE;
        }
        return refusal == CallRefusal.COMMAND_FAILED ? Status.FAILED : Status.REFUSED;
    }
}

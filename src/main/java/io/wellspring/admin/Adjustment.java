package io.wellspring.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.LoggedCommand;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What an operator added or deducted, and whether it is done. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Adjustment(
        @Schema(example = "42") String adjustmentId,
        @Schema(example = "1") String planId,
        Status status,
        AssetCode asset,
        @Schema(example = "-12.50") String amount,
        @Schema(example = "Granted twice by mistake") String reason,
        @Nullable LocalDate businessDay) {

    @Schema(name = "AdjustmentStatus")
    enum Status {
        PENDING,
        DONE
    }

    /** @throws io.wellspring.refusal.Refusal when the rules refused it */
    static Adjustment of(LoggedCommand command) {
        if (command.isDecided()) {
            command.result();
        }
        AssetCode asset = AssetCode.valueOf(command.body().get("asset").stringValue());
        return new Adjustment(
                Id.format(command.id()),
                Id.format(command.planId()),
                command.isDecided() ? Status.DONE : Status.PENDING,
                asset,
                Amount.format(command.body().get("amount").longValue(), asset),
                command.body().get("reason").stringValue(),
                command.businessDay());
    }
}

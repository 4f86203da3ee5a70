package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.LoggedCommand;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A redemption as the member sees it; the figures are there once it is done.
 *
 * @param gross what the units were worth, no more than the quota where forced exit is on
 * @param fee what of it stayed in the pool
 * @param paid gross less fee, in cash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Redemption(
        @Schema(example = "42") String redemptionId,
        @Schema(example = "1") String planId,
        Status status,
        @Schema(example = "21.000000") String units,
        @Schema(example = "108.63") @Nullable String gross,
        @Schema(example = "10.87") @Nullable String fee,
        @Schema(example = "97.76") @Nullable String paid,
        @Nullable LocalDate businessDay) {

    @Schema(name = "RedemptionStatus")
    enum Status {
        PENDING,
        DONE
    }

    /** @throws io.wellspring.refusal.Refusal when the rules refused it */
    static Redemption of(LoggedCommand command) {
        long units = command.body().get("units").longValue();
        JsonNode result = command.isDecided() ? command.result() : null;
        return new Redemption(
                Id.format(command.id()),
                Id.format(command.planId()),
                result == null ? Status.PENDING : Status.DONE,
                Amount.format(units, AssetCode.EQUITY),
                yuan(result, "gross"),
                yuan(result, "fee"),
                yuan(result, "paid"),
                command.businessDay());
    }

    private static @Nullable String yuan(@Nullable JsonNode result, String name) {
        return result == null ? null : Amount.format(result.get(name).longValue(), AssetCode.CNY);
    }
}

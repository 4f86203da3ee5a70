package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.log.LoggedCommand;
import io.wellspring.plan.log.RedemptionBody;
import io.wellspring.plan.log.RedemptionOutcome;
import io.wellspring.refusal.Refusal;
import io.wellspring.refusal.RefusalCode;
import io.wellspring.refusal.RefusalTexts;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A redemption as the member sees it; the figures are there once it is done.
 *
 * @param gross what the units were worth, no more than the quota where forced exit is on
 * @param fee what of it stayed in the pool
 * @param paid gross less fee, in cash
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Redemption(
        @Schema(example = "42") String id,
        @Schema(example = "1") String planId,
        Status status,
        @Schema(example = "21.000000") String units,
        @Schema(example = "108.63") @Nullable String gross,
        @Schema(example = "10.87") @Nullable String fee,
        @Schema(example = "97.76") @Nullable String paid,
        @Nullable LocalDate businessDay,
        Instant askedAt,
        @Nullable Objection refusal) {

    @Schema(name = "RedemptionStatus")
    enum Status {
        PENDING,
        DONE,
        REFUSED
    }

    /** Why a redemption did nothing. */
    @Schema(name = "RedemptionRefusal")
    record Objection(
            @Schema(example = "insufficient-units") String code,

            @Schema(example = "You don't have that many units.")
            String detail) {

        static Objection of(RefusalCode code, RefusalTexts words) {
            return new Objection(code.text(), words.detail(Refusal.of(code)));
        }
    }

    /** @throws Refusal when the rules refused it */
    static Redemption of(LoggedCommand command) {
        return of(command, command.isDecided() ? command.result(RedemptionOutcome.class) : null, null);
    }

    /** In a list, where a refused one has its place as well. */
    static Redemption listed(LoggedCommand command, RefusalTexts words) {
        RefusalCode code = command.refusal();
        return code == null ? of(command) : of(command, null, Objection.of(code, words));
    }

    private static Redemption of(
            LoggedCommand command, @Nullable RedemptionOutcome result, @Nullable Objection refusal) {
        return new Redemption(
                Id.format(command.id()),
                Id.format(command.planId()),
                refusal != null ? Status.REFUSED : result == null ? Status.PENDING : Status.DONE,
                Amount.format(command.body(RedemptionBody.class).units(), AssetCode.EQUITY),
                yuan(result, RedemptionOutcome::gross),
                yuan(result, RedemptionOutcome::fee),
                yuan(result, RedemptionOutcome::paid),
                command.businessDay(),
                command.appendedAt(),
                refusal);
    }

    private static @Nullable String yuan(@Nullable RedemptionOutcome result, ToLongFunction<RedemptionOutcome> figure) {
        return result == null ? null : Amount.format(figure.applyAsLong(result), AssetCode.CNY);
    }
}

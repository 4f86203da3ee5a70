package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.release.GrantedLot;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;

/** What one order granted, or an operator; the oldest is drawn on first. */
record ReleaseLot(
        @Schema(example = "1") String planId,
        @Schema(example = "Spring tea") String planName,

        @Schema(description = "Of the command that granted it in the plan's log, as on the statement", example = "7")
        long position,

        @Schema(description = "On which it was granted") LocalDate businessDay,

        @Schema(example = "7500.00") String granted,

        @Schema(description = "Not released yet", example = "7464.00")
        String remaining,

        @Schema(description = "Released by itself on a day, as long as so much remains", example = "36.00")
        String daily) {

    static ReleaseLot of(GrantedLot lot) {
        return new ReleaseLot(
                Id.format(lot.planId()),
                lot.planName(),
                lot.position(),
                lot.day(),
                points(lot.granted()),
                points(lot.remaining()),
                points(lot.daily()));
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.RELEASING);
    }
}

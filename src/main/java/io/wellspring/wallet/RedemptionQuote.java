package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.equity.QuotedRedemption;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;

/** What a redemption would bring if it were decided at once. */
record RedemptionQuote(
        @Schema(example = "1") String planId,
        @Schema(example = "Spring tea") String planName,
        @Schema(example = "21.000000") String units,

        @Schema(description = "Of a unit in yuan, rounded for display", example = "1.6807")
        String price,

        @Schema(
                description = "What the units would be worth, no more than the quota where forced exit is on",
                example = "35.29")
        String gross,

        @Schema(description = "What of it would stay in the pool", example = "3.53")
        String fee,

        @Schema(description = "What the member would be paid: gross less fee", example = "31.76")
        String paid,

        @Schema(description = "By which the member's quota would fall", example = "35.29")
        String quotaUsed,

        @Schema(description = "What the quota would cut off the value of the units", example = "0.00")
        String quotaCut,

        @Schema(
                description =
                        "Of the plan when this was worked out, as `version` of the plan: while it is the same, so is this",
                example = "5")
        long changes,

        @Schema(description = "Of the parameters that this was worked out by", example = "1")
        int parametersVersion,

        @Schema(description = "Always false: the redemption is decided at the price of its own moment")
        boolean binding) {

    static RedemptionQuote of(QuotedRedemption quoted) {
        return new RedemptionQuote(
                Id.format(quoted.planId()),
                quoted.planName(),
                Amount.format(quoted.units(), AssetCode.EQUITY),
                quoted.price(),
                cash(quoted.gross()),
                cash(quoted.fee()),
                cash(quoted.paid()),
                cash(quoted.quotaUsed()),
                cash(quoted.quotaCut()),
                quoted.changes(),
                quoted.parametersVersion(),
                false);
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}

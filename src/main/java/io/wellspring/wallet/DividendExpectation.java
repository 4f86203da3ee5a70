package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.loop.ExpectedDividend;
import io.wellspring.plan.loop.ExplainedDividend;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import org.jspecify.annotations.Nullable;

/** How a member stands in a plan today. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DividendExpectation(
        @Schema(example = "1") String planId,
        @Schema(example = "Spring tea") String planName,

        @Schema(
                description = "QUOTA_USED_UP: the shares stay, and the next purchase brings dividends back. "
                        + "BEING_SETTLED: the day is over and its dividends are on their way")
        ExpectedDividend.Standing standing,

        @Schema(description = "What the member may still receive", example = "2000.00")
        String quota,

        @Schema(example = "10.000000") String shares,

        @Schema(description = "If the day ended now; where the member takes part") @Nullable
        DividendExplanation estimate) {

    static DividendExpectation of(ExpectedDividend expected, DividendWords words) {
        ExplainedDividend estimate = expected.estimate();
        return new DividendExpectation(
                Id.format(expected.planId()),
                expected.planName(),
                expected.standing(),
                Amount.format(expected.quota(), AssetCode.CNY),
                Amount.format(expected.shares(), AssetCode.SHARE),
                estimate == null ? null : DividendExplanation.of(estimate, true, words));
    }
}

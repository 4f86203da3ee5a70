package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.loop.DividendPart;
import io.wellspring.plan.loop.ExplainedDividend;
import io.wellspring.plan.loop.WhyNoDividend;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dividend with every number needed to work it out again, and the formulas with the numbers put in. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DividendExplanation(
        @Schema(example = "1") String planId,
        @Schema(example = "Spring tea") String planName,
        LocalDate businessDay,

        @Schema(description = "Number of the version of the plan's parameters", example = "2")
        int parametersVersion,

        @Schema(description = "True until the day is settled: then it may change")
        boolean provisional,

        @Schema(description = "Of the day", example = "10000.00")
        String sales,

        @Schema(description = "Members who take part") long participants,
        Part weighted,

        @Schema(description = "Absent for a member who reaches no level, or takes no part") @Nullable
        Part level,

        @Schema(example = "300.00") String paid,

        @Schema(description = "Why nothing was paid; absent where something was") @Nullable
        WhyNoDividend whyNothing,

        @Schema(example = "2000.00") String quotaBefore,
        @Schema(example = "1700.00") String quotaAfter,

        @Schema(
                description = "In Chinese or English",
                example =
                        "[\"Pool of all participants = floor(sales ¥10000.00 × 30%) + ¥0.00 carried over = ¥3000.00\"]")
        List<String> formulas) {

    /** What the member has of one pool. Everything is rounded down to the fen; what that leaves stays in the pool. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "DividendPart")
    record Part(
            @Schema(example = "V1") @Nullable String level,

            @Schema(description = "Of the sales", example = "0.30")
            String rate,

            @Schema(description = "From the day before", example = "0.00")
            String carriedIn,

            @Schema(example = "3000.00") String pool,

            @Schema(description = "Who share it") long members,

            @Schema(description = "In what the parts are measured; absent where they are equal") @Nullable
            AssetCode unit,

            @Schema(example = "10.000000") @Nullable String mine,

            @Schema(description = "Of all who share it", example = "100.000000") @Nullable
            String all,

            @Schema(description = "Before the quota caps it", example = "300.00")
            String part,

            @Schema(example = "300.00") String paid) {

        static Part of(DividendPart part) {
            AssetCode unit = part.unit();
            return new Part(
                    part.level(),
                    part.rate().toString(),
                    cash(part.carriedIn()),
                    cash(part.pool()),
                    part.members(),
                    unit,
                    unit == null ? null : Amount.format(part.mine(), unit),
                    unit == null ? null : Amount.format(part.all(), unit),
                    cash(part.part()),
                    cash(part.paid()));
        }
    }

    static DividendExplanation of(ExplainedDividend dividend, boolean provisional, DividendWords words) {
        DividendPart level = dividend.level();
        return new DividendExplanation(
                Id.format(dividend.planId()),
                dividend.planName(),
                dividend.day(),
                dividend.version(),
                provisional,
                cash(dividend.sales()),
                dividend.participants(),
                Part.of(dividend.weighted()),
                level == null ? null : Part.of(level),
                cash(dividend.paid()),
                dividend.whyNothing(),
                cash(dividend.quotaBefore()),
                cash(dividend.quotaAfter()),
                words.formulas(dividend));
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}

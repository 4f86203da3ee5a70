package io.wellspring.plan.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.loop.rules.WeightBy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a day of a plan, in totals that name nobody. Where one member shares a pool or receives alone, its total
 * is theirs.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Settlement(
        LocalDate businessDay,

        @Schema(description = "Number of the version of the plan's parameters", example = "2")
        int parametersVersion,

        Stage stage,

        @Schema(description = "Members who receive something")
        long receivers,

        @Schema(description = "Of them, those who are paid") long paidReceivers,

        @Schema(description = "Where sales are shared") @Nullable
        SharedSales shared,

        @Schema(description = "Where points are released") @Nullable
        ReleasedPoints released,

        @Nullable Instant publishedAt) {

    public static Settlement of(SettledDay day, @Nullable SharedSales shared, @Nullable ReleasedPoints released) {
        return new Settlement(
                day.day(),
                day.versionNumber(),
                day.stage(),
                day.receivers(),
                day.posted(),
                shared,
                released,
                day.publishedAt());
    }

    /** What a day's sales were shared into. */
    public record SharedSales(
            @Schema(example = "10000.00") String sales,

            @Schema(description = "Members with quota and shares when the day ended")
            long participants,

            @Schema(description = "By what the weighted pool is divided")
            WeightBy weightBy,

            @Schema(description = "Of all participants together", example = "100.000000")
            String weight,

            @Schema(description = "In each: amount = paid + carried + returned")
            List<DividendPool> pools) {}

    /** What was released to all members together, in points. */
    public record ReleasedPoints(
            @JsonProperty("byLots") @Schema(description = "By the lots themselves", example = "36.00")
            String due,

            @Schema(description = "Early, by generations below", example = "18.00")
            String referral,

            @Schema(description = "Early, by stars", example = "0.00")
            String team,

            @Schema(description = "Early, beside peers", example = "0.00")
            String peer) {}

    /** What was shared, and what became of it. The first one, without a level, is that of all participants. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record DividendPool(
            @Schema(example = "V1") @Nullable String level,

            @Schema(description = "Of the sales", example = "0.30")
            String rate,

            @Schema(description = "From the day before", example = "0.00")
            String carriedIn,

            @Schema(example = "3000.00") String amount,
            long members,
            @Schema(example = "2999.98") String paid,

            @Schema(description = "To the next day", example = "0.02")
            String carried,

            @Schema(description = "To the platform", example = "0.00")
            String returned) {}
}

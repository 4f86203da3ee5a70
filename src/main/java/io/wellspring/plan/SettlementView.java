package io.wellspring.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.SettledDay.Pool;
import io.wellspring.plan.SettledDay.Stage;
import io.wellspring.plan.loop.Level;
import io.wellspring.plan.loop.LoopParameters;
import io.wellspring.plan.loop.WeightBy;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a day of a plan, in totals that name nobody. Where one member shares a pool alone, its total is theirs. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettlementView(
        LocalDate day,

        @Schema(description = "Of the plan's parameters") int version,

        Stage stage,
        @Schema(example = "10000.00") String sales,

        @Schema(description = "Members with quota and shares when the day ended")
        long participants,

        @Schema(description = "Of them, those who receive something")
        long receivers,

        @Schema(description = "Of them, those who are paid") long paidReceivers,

        @Schema(description = "By what the weighted pool is divided")
        WeightBy weightBy,

        @Schema(description = "Of all participants together", example = "100.000000")
        String weight,

        @Schema(description = "In each: amount = paid + carried + returned")
        List<PoolView> pools,

        @Nullable Instant publishedAt) {

    /** What was shared, and what became of it. The first one, without a level, is that of all participants. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record PoolView(
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
            String returned) {

        static PoolView of(@Nullable String level, String rate, long carriedIn, Pool pool) {
            return new PoolView(
                    level,
                    rate,
                    cash(carriedIn),
                    cash(pool.amount()),
                    pool.members(),
                    cash(pool.paid()),
                    cash(pool.carried()),
                    cash(pool.returned()));
        }
    }

    static SettlementView of(SettledDay day, LoopParameters parameters) {
        List<PoolView> pools = new ArrayList<>();
        pools.add(PoolView.of(null, parameters.weightedRate().toString(), day.carriedIn(), day.weighted()));
        for (int n = 0; n < day.levels().size(); n++) {
            Level level = parameters.levels().get(n);
            pools.add(PoolView.of(
                    level.name(), level.rate().toString(), 0, day.levels().get(n)));
        }
        return new SettlementView(
                day.day(),
                day.versionNumber(),
                day.stage(),
                cash(day.sales()),
                day.participants(),
                day.receivers(),
                day.posted(),
                parameters.weightBy(),
                Amount.format(
                        day.weight(), parameters.weightBy() == WeightBy.SHARES ? AssetCode.SHARE : AssetCode.QUOTA),
                pools,
                day.publishedAt());
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}

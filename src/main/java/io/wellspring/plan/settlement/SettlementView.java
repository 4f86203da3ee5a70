package io.wellspring.plan.settlement;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.loop.LoopDay;
import io.wellspring.plan.loop.LoopDay.Pool;
import io.wellspring.plan.loop.LoopDay.Stage;
import io.wellspring.plan.loop.rules.Level;
import io.wellspring.plan.loop.rules.LoopParameters;
import io.wellspring.plan.loop.rules.WeightBy;
import io.wellspring.plan.release.ReleaseDay;
import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a day of a plan, in totals that name nobody. Where one member shares a pool or receives alone, its total
 * is theirs.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SettlementView(
        LocalDate day,

        @Schema(description = "Of the plan's parameters") int version,

        Stage stage,

        @Schema(description = "Members who receive something")
        long receivers,

        @Schema(description = "Of them, those who are paid") long paidReceivers,

        @Schema(description = "Where sales are shared") @Nullable
        Shared shared,

        @Schema(description = "Where points are released") @Nullable
        Released released,

        @Nullable Instant publishedAt) {

    /** What a day's sales were shared into. */
    public record Shared(
            @Schema(example = "10000.00") String sales,

            @Schema(description = "Members with quota and shares when the day ended")
            long participants,

            @Schema(description = "By what the weighted pool is divided")
            WeightBy weightBy,

            @Schema(description = "Of all participants together", example = "100.000000")
            String weight,

            @Schema(description = "In each: amount = paid + carried + returned")
            List<PoolView> pools) {}

    /** What was released to all members together, in points. */
    public record Released(
            @JsonProperty("byLots") @Schema(description = "By the lots themselves", example = "36.00")
            String due,

            @Schema(description = "Early, by generations below", example = "18.00")
            String referral,

            @Schema(description = "Early, by stars", example = "0.00")
            String team,

            @Schema(description = "Early, beside peers", example = "0.00")
            String peer) {

        public static Released of(ReleaseTotals totals) {
            return new Released(
                    points(totals.due()), points(totals.referral()), points(totals.team()), points(totals.peer()));
        }
    }

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

        public static PoolView of(@Nullable String level, String rate, long carriedIn, Pool pool) {
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

    public static SettlementView of(LoopDay day, LoopParameters parameters) {
        List<PoolView> pools = new ArrayList<>();
        pools.add(PoolView.of(null, parameters.weightedRate().toString(), day.carriedIn(), day.weighted()));
        for (int n = 0; n < day.levels().size(); n++) {
            Level level = parameters.levels().get(n);
            pools.add(PoolView.of(
                    level.name(), level.rate().toString(), 0, day.levels().get(n)));
        }
        AssetCode unit = parameters.weightBy() == WeightBy.SHARES ? AssetCode.SHARE : AssetCode.QUOTA;
        Shared shared = new Shared(
                cash(day.sales()), day.participants(), parameters.weightBy(), Amount.format(day.weight(), unit), pools);
        return new SettlementView(
                day.day(),
                day.versionNumber(),
                day.stage(),
                day.receivers(),
                day.posted(),
                shared,
                null,
                day.publishedAt());
    }

    public static SettlementView of(ReleaseDay day) {
        return new SettlementView(
                day.day(),
                day.versionNumber(),
                day.stage(),
                day.totals().members(),
                day.posted(),
                null,
                Released.of(day.totals()),
                day.publishedAt());
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}

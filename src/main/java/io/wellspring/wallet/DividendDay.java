package io.wellspring.wallet;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.loop.PaidDividend;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all plans gave a member for one day. */
record DividendDay(
        LocalDate businessDay, @Schema(example = "300.00") String paid, List<OfPlan> dividends) {

    /** What one of them gave; how it came about stands at {@code /v1/me/dividends/{planId}/{businessDay}}. */
    @Schema(name = "DividendOfPlan")
    record OfPlan(
            @Schema(example = "1") String planId,
            @Schema(example = "Spring tea") String planName,
            @Schema(example = "300.00") String paid,

            @Schema(description = "Of the pool of all participants", example = "290.00")
            String weighted,

            @Schema(description = "Of the pool of the member's level", example = "10.00")
            String level,

            @Schema(description = "What the member could still receive then", example = "1700.00")
            String quotaAfter) {

        static OfPlan of(PaidDividend dividend) {
            return new OfPlan(
                    Id.format(dividend.planId()),
                    dividend.planName(),
                    cash(dividend.paid()),
                    cash(dividend.weighted()),
                    cash(dividend.level()),
                    cash(dividend.quotaBefore() - dividend.paid()));
        }
    }

    /** Groups dividends, which come day by day. */
    static List<DividendDay> of(List<PaidDividend> dividends) {
        Map<LocalDate, List<PaidDividend>> days = new LinkedHashMap<>();
        dividends.forEach(dividend ->
                days.computeIfAbsent(dividend.day(), day -> new ArrayList<>()).add(dividend));
        return days.entrySet().stream()
                .map(day -> of(day.getKey(), day.getValue()))
                .toList();
    }

    private static DividendDay of(LocalDate day, List<PaidDividend> dividends) {
        long paid = dividends.stream().mapToLong(PaidDividend::paid).sum();
        return new DividendDay(
                day, cash(paid), dividends.stream().map(OfPlan::of).toList());
    }

    private static String cash(long fen) {
        return Amount.format(fen, AssetCode.CNY);
    }
}

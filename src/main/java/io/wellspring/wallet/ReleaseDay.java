package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.release.PaidRelease;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What all plans released to a member on one day. */
record ReleaseDay(
        LocalDate businessDay, @Schema(example = "54.00") String released, List<OfPlan> releases) {

    /** What one of them released; how it came about stands at {@code /v1/me/releases/{planId}/{businessDay}}. */
    @Schema(name = "ReleaseOfPlan")
    record OfPlan(
            @Schema(example = "1") String planId,
            @Schema(example = "Spring tea") String planName,
            @Schema(example = "54.00") String released,

            @JsonProperty("byLots") @Schema(description = "By the lots themselves", example = "36.00")
            String due,

            @Schema(description = "Early, by the generations below", example = "18.00")
            String referral,

            @Schema(description = "Early, by a higher star than those below", example = "0.00")
            String team,

            @Schema(description = "Early, beside a star of the same height", example = "0.00")
            String peer,

            @Schema(description = "What was not released yet then", example = "7446.00")
            String remainingAfter) {

        static OfPlan of(PaidRelease release) {
            return new OfPlan(
                    Id.format(release.planId()),
                    release.planName(),
                    points(release.released()),
                    points(release.due()),
                    points(release.referral()),
                    points(release.team()),
                    points(release.peer()),
                    points(release.remaining() - release.released()));
        }
    }

    /** Groups releases, which come day by day. */
    static List<ReleaseDay> of(List<PaidRelease> releases) {
        Map<LocalDate, List<PaidRelease>> days = new LinkedHashMap<>();
        releases.forEach(release ->
                days.computeIfAbsent(release.day(), day -> new ArrayList<>()).add(release));
        return days.entrySet().stream()
                .map(day -> of(day.getKey(), day.getValue()))
                .toList();
    }

    private static ReleaseDay of(LocalDate day, List<PaidRelease> releases) {
        long released = releases.stream().mapToLong(PaidRelease::released).sum();
        return new ReleaseDay(
                day, points(released), releases.stream().map(OfPlan::of).toList());
    }

    private static String points(long amount) {
        return Amount.format(amount, AssetCode.POINT);
    }
}

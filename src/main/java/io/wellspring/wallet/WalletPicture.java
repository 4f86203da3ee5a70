package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.live.MemberPicture;
import io.wellspring.plan.catalogue.HeldBalance;
import io.wellspring.plan.catalogue.HeldPlan;
import io.wellspring.plan.estimate.Estimate;
import io.wellspring.plan.register.PlanKind;
import io.wellspring.value.Amount;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import io.wellspring.wallet.Wallet.MemberBalance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a member had when it was read.
 *
 * @param movements as JSON already: they stay as they are, and are kept for everybody who watches
 */
record WalletPicture(long memberId, List<HeldBalance> balances, List<Estimate> estimates, String movements)
        implements MemberPicture {

    @Override
    public Set<Long> plans() {
        return balances.stream()
                .map(HeldBalance::asset)
                .filter(asset -> asset.code() == AssetCode.EQUITY)
                .map(Asset::planId)
                .collect(Collectors.toSet());
    }

    @Override
    public Set<Long> estimated() {
        return estimates.stream().map(Estimate::planId).collect(Collectors.toSet());
    }

    /** Whether a plan moved on between the look at what the member has and the one at what today would bring. */
    boolean isTorn() {
        return compared().anyMatch(order -> order > 0);
    }

    @Override
    public boolean isBehind() {
        return compared().anyMatch(order -> order < 0);
    }

    /** Of each estimate whether it is newer than what the member has of its plan, older, or of the same moment. */
    private Stream<Integer> compared() {
        return balances.stream()
                .map(HeldBalance::plan)
                .filter(Objects::nonNull)
                .flatMap(plan -> estimates.stream()
                        .filter(estimate -> estimate.planId() == plan.planId())
                        .map(estimate -> Long.compare(estimate.changes(), plan.changes())));
    }

    @Override
    public Live at(Map<Long, HeldPlan> plans) {
        Wallet wallet = Wallet.of(balances, plans);
        return new Live(
                wallet.balances(),
                wallet.total(),
                estimates.stream().map(Today::of).toList(),
                movements);
    }

    /** What the member is shown. */
    @Schema(name = "MemberEvent")
    record Live(
            List<MemberBalance> balances,

            @Schema(description = "Cash, and what units are worth before the fee of a sale", example = "143.42")
            String total,

            List<Today> today,

            @JsonRawValue @Schema(implementation = Transfer[].class)
            String movements) {}

    /** What a plan would bring today. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MemberToday")
    record Today(
            String planId,
            String planName,

            @Schema(description = "Those of the plan that this was worked out by", example = "5")
            long changes,

            boolean provisional,

            @Schema(description = "Of a plan that shares sales", example = "310.00") @Nullable
            String dividend,

            @Schema(description = "What the member's lots release by themselves", example = "36.00") @Nullable
            String released,

            @Schema(description = "Released early by the generations below", example = "18.00") @Nullable
            String referral) {

        static Today of(Estimate estimate) {
            boolean cash = estimate.kind() == PlanKind.LOOP;
            return new Today(
                    Id.format(estimate.planId()),
                    estimate.planName(),
                    estimate.changes(),
                    true,
                    cash ? Amount.format(estimate.byItself(), AssetCode.CNY) : null,
                    cash ? null : Amount.format(estimate.byItself(), AssetCode.POINT),
                    cash ? null : Amount.format(estimate.byReferral(), AssetCode.POINT));
        }
    }
}

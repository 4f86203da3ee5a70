package io.wellspring.plan.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.plan.loop.rules.LevelSplit;
import io.wellspring.plan.loop.rules.WeightBy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the description of the API shows the parameters of a plan: those of all kinds, each with its type, so that a
 * generated client has typed fields and not a free map. A test holds it to the parameters of the kinds.
 */
@Schema(name = "PlanParameters", description = "Parameters of the plan's kind; those of other kinds are refused")
public record KnownParameters(
        @Schema(description = "EQUITY: part of an order's cash that enters the pool, above 0, at most 1") @Nullable
        String contributionRate,

        @Schema(description = "EQUITY: part of the contribution granted to the buyer as units") @Nullable
        String grantRate,

        @Schema(description = "EQUITY: part of the contribution granted to the referrer; with grantRate at most 1")
        @Nullable
        String referralGrantRate,

        @Schema(description = "EQUITY: yuan for a unit while none is in circulation") @Nullable
        String issuePrice,

        @Schema(description = "EQUITY: units ever issued, at most") @Nullable
        String supplyCap,

        @Schema(description = "EQUITY: part of a redemption that stays in the pool, below 1") @Nullable
        String redemptionFeeRate,

        @Schema(description = "EQUITY and LOOP: quota granted to the buyer, as a multiple of the order's cash")
        @Nullable
        String quotaMultiple,

        @Schema(description = "EQUITY: quota granted to the referrer, as a multiple of the order's cash") @Nullable
        String referralQuotaMultiple,

        @Schema(description = "EQUITY: whether a holder whose units are worth the quota is redeemed") @Nullable
        Boolean forcedExit,

        @Schema(description = "EQUITY: units in circulation below which the rest is redeemed") @Nullable
        String minSupply,

        @Schema(description = "LOOP: quota granted to the referrer, as a part of the order's cash") @Nullable
        String referralQuotaRate,

        @Schema(description = "LOOP: yuan of an order for one share") @Nullable
        String spendPerShare,

        @Schema(description = "LOOP: shares granted to the referrer, as a part of the buyer's") @Nullable
        String referralShareRate,

        @Schema(description = "LOOP: part of the day's sales that all participants share") @Nullable
        String weightedRate,

        @Schema(description = "LOOP: by what the pool of all participants is shared") @Nullable
        WeightBy weightBy,

        @Schema(description = "LOOP: levels with pools of their own, from the lowest up") @Nullable
        List<PlanLevel> levels,

        @Schema(description = "LOOP: how a level's pool is shared") @Nullable
        LevelSplit levelSplit,

        @Schema(description = "RELEASE: what orders of an amount are granted, from the lowest up") @Nullable
        List<PlanTier> tiers,

        @Schema(description = "RELEASE: part of the order released a day, above 0, at most 1") @Nullable
        String dailyRate,

        @Schema(description = "RELEASE: part of a friend's release that is released early, by generation") @Nullable
        List<String> generations,

        @Schema(description = "RELEASE: stars by what the network has bought, from the lowest up") @Nullable
        List<PlanStar> stars,

        @Schema(description = "RELEASE: part of a release below a star of the same height") @Nullable
        String peerRate,

        @Schema(description = "RELEASE: how many stars of the same height share in it, 0 to 10") @Nullable
        Integer peerDepth) {

    public record PlanLevel(
            @Schema(description = "1 to 20 characters", example = "V1")
            String name,

            @Schema(description = "Shares from which a member has the level", example = "50")
            String minShares,

            @Schema(description = "Part of the day's sales that its members share", example = "0.01")
            String rate) {}

    public record PlanTier(
            @Schema(description = "1 to 20 characters", example = "VIP")
            String name,

            @Schema(description = "Yuan of an order from which the tier is reached", example = "3000")
            String amount,

            @Schema(description = "Points granted for a yuan of the order", example = "2.5")
            String multiple) {}

    public record PlanStar(
            @Schema(description = "1 to 20 characters", example = "一星")
            String name,

            @Schema(
                    description = "Yuan that the network has bought for in all, from which the star is reached",
                    example = "50000")
            String volume,

            @Schema(description = "Part of a release below that the star earns", example = "0.10")
            String rate) {}
}

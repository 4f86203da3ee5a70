package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.plan.catalogue.HeldBalance;
import io.wellspring.plan.catalogue.HeldPlan;
import io.wellspring.plan.equity.UnitWorth;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a member has and what it is worth, in an answer and in an event. */
record Wallet(
        List<MemberBalance> balances,

        @Schema(
                description =
                        "Cash, and what units are worth before the fee of a sale; points, quota and shares are no cash",
                example = "143.42")
        String total) {

    /** @param newer plans that may have changed since the balances were read, which changed nothing of the member's */
    static Wallet of(List<HeldBalance> held, Map<Long, HeldPlan> newer) {
        long total = held.stream().mapToLong(balance -> yuan(balance, newer)).sum();
        return new Wallet(
                held.stream()
                        .map(balance -> MemberBalance.of(balance, newest(balance, newer)))
                        .toList(),
                Amount.format(total, AssetCode.CNY));
    }

    private static long yuan(HeldBalance balance, Map<Long, HeldPlan> newer) {
        return balance.asset().code() == AssetCode.CNY
                ? balance.amount()
                : Objects.requireNonNullElse(worth(balance, newest(balance, newer)), 0L);
    }

    private static @Nullable Long worth(HeldBalance balance, @Nullable HeldPlan plan) {
        return plan == null || balance.asset().code() != AssetCode.EQUITY ? null : UnitWorth.of(plan, balance.amount());
    }

    private static @Nullable HeldPlan newest(HeldBalance balance, Map<Long, HeldPlan> newer) {
        HeldPlan read = balance.plan();
        HeldPlan now = read == null ? null : newer.get(read.planId());
        return now != null && now.changes() > read.changes() ? now : read;
    }

    /** A balance, and of units what they are worth; assets that are one for all plans have no plan. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MemberBalance(
            AssetCode asset,
            @Schema(example = "1") @Nullable String planId,
            @Schema(example = "Spring tea") @Nullable String planName,

            @Schema(description = "Decimal", example = "97.76")
            String amount,

            @Schema(description = "Of units, in yuan, before the fee of a sale", example = "45.66") @Nullable
            String value,

            @Schema(description = "Those of the plan that the value was worked out by", example = "5") @Nullable
            Long changes) {

        static MemberBalance of(HeldBalance balance, @Nullable HeldPlan plan) {
            AssetCode code = balance.asset().code();
            Long worth = worth(balance, plan);
            return new MemberBalance(
                    code,
                    code.isGlobal() ? null : Id.format(balance.asset().planId()),
                    plan == null ? null : plan.name(),
                    Amount.format(balance.amount(), code),
                    worth == null ? null : Amount.format(worth, AssetCode.CNY),
                    worth == null || plan == null ? null : Long.valueOf(plan.changes()));
        }
    }
}

package io.wellspring.wallet;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.ledger.StatementLine;
import io.wellspring.member.Member;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.Causes.Told;
import io.wellspring.plan.log.OrderBody;
import io.wellspring.plan.log.RedemptionOutcome;
import io.wellspring.value.Amount;
import io.wellspring.value.Asset;
import io.wellspring.value.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A line of the statement. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Transfer(
        String id,
        AssetCode asset,

        @Schema(description = "The plan whose asset it is", example = "1") @Nullable
        String planId,

        @Schema(description = "What came; negative for what went", example = "-21.000000")
        String amount,

        @Schema(description = "After this line", example = "0.000000")
        String balance,

        @Schema(description = KINDS, example = "REDEMPTION") String kind,

        @Schema(description = "Of an adjustment, in the operator's words", example = "Granted twice by mistake")
        @Nullable
        String reason,

        @Schema(description = "The member's order that it is for") @Nullable
        OfOrder order,

        @Schema(description = "Whose order it is for, where the member invited them") @Nullable
        Friend friend,

        @Schema(description = "The member's redemption that it is of") @Nullable
        OfRedemption redemption,

        Cause cause,

        @Schema(description = "Lines of the same group come from the same event, such as one order", example = "1-42")
        String group,

        Instant at) {

    private static final String KINDS =
            "What it is for; more may come. ORDER_GRANT: an order of the member. REFERRAL_GRANT: one of somebody invited. "
                    + "REDEMPTION: units sold back. FORCED_EXIT: units redeemed because they reached the quota. CLOSING: "
                    + "units redeemed because too few were left in circulation. WEIGHTED_DIVIDEND: of the pool of all "
                    + "participants. LEVEL_DIVIDEND: of the pool of the level. DIVIDEND: the quota that both use up. "
                    + "STATIC_RELEASE: points released by lots themselves. REFERRAL_RELEASE, TEAM_RELEASE, PEER_RELEASE: "
                    + "points released early, by generations below, by a higher star, beside a star of the same height. "
                    + "RELEASE: the releasing points that all of these use up. ADJUSTMENT: by an operator, for a reason.";

    /** @param told what the line is of; only what concerns its owner is shown */
    static Transfer of(StatementLine line, long owner, Told told, @Nullable Member friend) {
        AssetCode code = line.asset().code();
        AdjustmentBody adjustment = told.deed(AdjustmentBody.class, owner);
        OrderBody order = told.deed(OrderBody.class, owner);
        RedemptionOutcome redemption = told.deed(RedemptionOutcome.class, owner);
        return new Transfer(
                Id.format(line.id()),
                code,
                planId(line.asset()),
                Amount.format(line.amount(), code),
                Amount.format(line.balance(), code),
                line.kind(),
                adjustment == null ? null : adjustment.reason(),
                order == null ? null : OfOrder.of(told, order),
                friend == null ? null : new Friend(friend.phone()),
                redemption == null ? null : OfRedemption.of(told, redemption),
                new Cause(Id.format(line.causeBookId()), told.planName(), line.position(), line.businessDay()),
                Id.format(line.causeBookId()) + "-" + (line.position() == null ? line.businessDay() : line.position()),
                line.postedAt());
    }

    private static @Nullable String planId(Asset asset) {
        return asset.code().isGlobal() ? null : Id.format(asset.planId());
    }

    /** Why a line is there: the command at this position of the plan's log, on this business day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TransferCause")
    record Cause(
            @Schema(example = "1") String planId,
            @Schema(example = "Spring tea") String planName,
            @Nullable Long position,
            LocalDate businessDay) {}

    /** An order of the member, as the mall named it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "TransferOrder")
    record OfOrder(
            @Schema(description = "The mall's own name for the order", example = "A-1")
            String orderId,

            @Schema(example = "Tea shop") @Nullable String merchant,

            @Schema(description = "What it cost, in cash and points together", example = "100.00")
            String amount,

            @Schema(description = "What of it was paid in points", example = "0.00")
            String pointsPaid) {

        static OfOrder of(Told told, OrderBody order) {
            return new OfOrder(
                    String.valueOf(told.key()),
                    order.merchant(),
                    Amount.format(order.cash() + order.pointsPaid(), AssetCode.CNY),
                    Amount.format(order.pointsPaid(), AssetCode.POINT));
        }
    }

    /** Somebody whom the member invited. */
    @Schema(name = "TransferFriend")
    record Friend(
            @Schema(description = "Masked", example = "138****8002")
            String phone) {}

    /** A redemption of the member. */
    @Schema(name = "TransferRedemption")
    record OfRedemption(
            @Schema(example = "42") String redemptionId,
            @Schema(example = "21.000000") String units,

            @Schema(description = "What stayed in the pool", example = "3.53")
            String fee) {

        static OfRedemption of(Told told, RedemptionOutcome redemption) {
            return new OfRedemption(
                    Id.format(requireNonNull(told.commandId())),
                    Amount.format(redemption.units(), AssetCode.EQUITY),
                    Amount.format(redemption.fee(), AssetCode.CNY));
        }
    }
}

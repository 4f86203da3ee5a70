package io.wellspring.wallet;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Id;
import io.wellspring.ledger.Line;
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

        Cause cause,
        Instant at) {

    private static final String KINDS =
            "What it is for; more may come. ORDER_GRANT: an order of the member. REFERRAL_GRANT: one of somebody invited. "
                    + "REDEMPTION: units sold back. FORCED_EXIT: units redeemed because they reached the quota. CLOSING: "
                    + "units redeemed because too few were left in circulation. WEIGHTED_DIVIDEND: of the pool of all "
                    + "participants. LEVEL_DIVIDEND: of the pool of the level. DIVIDEND: the quota that both use up. "
                    + "STATIC_RELEASE: points released by lots themselves. REFERRAL_RELEASE, TEAM_RELEASE, PEER_RELEASE: "
                    + "points released early, by generations below, by a higher star, beside a star of the same height. "
                    + "RELEASE: the releasing points that all of these use up. ADJUSTMENT: by an operator, for a reason.";

    static Transfer of(Line line, @Nullable String reason) {
        AssetCode code = line.asset().code();
        return new Transfer(
                Id.format(line.id()),
                code,
                planId(line.asset()),
                Amount.format(line.amount(), code),
                Amount.format(line.balance(), code),
                line.kind(),
                reason,
                new Cause(Id.format(line.causePlanId()), line.position(), line.businessDay()),
                line.postedAt());
    }

    private static @Nullable String planId(Asset asset) {
        return asset.code().isGlobal() ? null : Id.format(asset.planId());
    }

    /** Why a line is there: the command at this position of the plan's log, on this business day. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Cause(
            @Schema(example = "1") String planId, @Nullable Long position, LocalDate businessDay) {}
}

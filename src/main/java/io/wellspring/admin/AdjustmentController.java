package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.wellspring.api.CallableBy;
import io.wellspring.api.Caller;
import io.wellspring.api.Id;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Required;
import io.wellspring.auth.caller.SignedIn;
import io.wellspring.plan.log.AdjustmentBody;
import io.wellspring.plan.log.LoggedAdjustment;
import io.wellspring.refusal.GeneralRefusal;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where operators add points to a member, or deduct them. */
@RestController
@CallableBy(Caller.OPERATOR)
@RequestMapping("/v1/admin/members/{memberId}/adjustments")
class AdjustmentController {

    private final Adjustments adjustments;

    AdjustmentController(Adjustments adjustments) {
        this.adjustments = adjustments;
    }

    @PostMapping
    @Operation(
            summary = "Add points or releasing points, or deduct them; never below zero",
            description =
                    "Releasing points that are added are released like an order of the same amount, but never less "
                            + "than 0.01 a day, so that no gift stays unreleased for ever; what is deducted is taken from the "
                            + "oldest. It goes through the plan's log and stands on the statement.")
    @ApiResponse(responseCode = "200", description = "Done", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet; see Location", useReturnTypeSchema = true)
    Mono<ResponseEntity<Adjustment>> adjust(
            @AuthenticationPrincipal SignedIn operator,
            @PathVariable String memberId,
            @Parameter(required = true, description = "1 to 100 visible ASCII characters")
                    @RequestHeader(name = IdempotencyKey.HEADER, required = false)
                    @Nullable
                    String key,
            @RequestBody Mono<AdjustmentRequest> body) {
        return body.flatMap(wish -> adjustments.adjust(
                        operator,
                        IdempotencyKey.required(key),
                        Id.inPath(memberId),
                        Id.parse("planId", Required.field("planId", wish.planId())),
                        wish.body()))
                .map(adjustment -> answer(memberId, adjustment));
    }

    @GetMapping("/{adjustmentId}")
    @Operation(summary = "What became of an adjustment")
    @ApiResponse(responseCode = "200", description = "Done", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "202", description = "Not decided yet", useReturnTypeSchema = true)
    Mono<ResponseEntity<Adjustment>> find(@PathVariable String memberId, @PathVariable String adjustmentId) {
        return adjustments
                .find(Id.inPath(memberId), Id.inPath(adjustmentId))
                .map(adjustment -> answer(memberId, adjustment))
                .switchIfEmpty(Mono.error(() -> Refusal.of(GeneralRefusal.NO_SUCH_RESOURCE)));
    }

    private static ResponseEntity<Adjustment> answer(String memberId, LoggedAdjustment logged) {
        Adjustment adjustment = Adjustment.of(logged);
        return logged.command().isDecided()
                ? ResponseEntity.ok(adjustment)
                : ResponseEntity.accepted()
                        .location(URI.create("/v1/admin/members/" + memberId + "/adjustments/" + adjustment.id()))
                        .body(adjustment);
    }

    /** What an operator wishes. */
    record AdjustmentRequest(
            @Schema(requiredMode = REQUIRED, example = "1") @Nullable
            String planId,

            @Schema(
                    requiredMode = REQUIRED,
                    allowableValues = {"POINT", "RELEASING"})
            @Nullable
            AssetCode asset,

            @Schema(requiredMode = REQUIRED, description = "Negative to deduct", example = "-12.50") @Nullable
            String amount,

            @Schema(
                    requiredMode = REQUIRED,
                    description = "1 to 200 characters; the member reads them on the statement",
                    example = "Granted twice by mistake")
            @Nullable
            String reason) {

        AdjustmentBody body() {
            AssetCode adjusted = Required.field("asset", asset);
            if (adjusted != AssetCode.POINT && adjusted != AssetCode.RELEASING) {
                throw Refusal.invalid("asset", Reason.NOT_ONE_OF)
                        .with("choices", List.of(AssetCode.POINT, AssetCode.RELEASING));
            }
            return new AdjustmentBody(
                    adjusted,
                    Amount.signed("amount", Required.field("amount", amount), adjusted),
                    Required.reason(reason));
        }
    }
}

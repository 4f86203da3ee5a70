package io.wellspring.order;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A paid order as a mall sends it, once its return window is over. */
record PaidOrderRequest(
        @Schema(
                requiredMode = REQUIRED,
                description = "The mall's own id of the order, 1 to 64 visible ASCII characters",
                example = "A-1")
        @Nullable
        String orderId,

        @Schema(description = "Whose order it is; this or the phone number", example = "10001") @Nullable
        String memberId,

        @Schema(description = "Whose order it is; this or the member's id", example = "13800138000") @Nullable
        String phone,

        @Schema(requiredMode = REQUIRED, description = "The plans that it feeds, 1 to 10", example = "[\"1\"]")
        @Nullable
        List<@Nullable String> planIds,

        @Schema(requiredMode = REQUIRED, description = "The whole amount in yuan", example = "100.00") @Nullable
        String amount,

        @Schema(description = "What of it was paid in points, in yuan", example = "0.00") @Nullable
        String pointsPaid,

        @Schema(description = "Who sold it, at most 100 characters", example = "Tea house") @Nullable
        String merchant,

        @Schema(
                requiredMode = REQUIRED,
                description = "When it was paid, for reconciliation",
                example = "2026-11-01T10:00:00+08:00")
        @Nullable
        String paidAt) {}

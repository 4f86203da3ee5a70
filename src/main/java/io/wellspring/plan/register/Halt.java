package io.wellspring.plan.register;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** Since when a plan stands still, or takes no orders, and why; members read it. */
@Schema(name = "CurrentHalt")
public record Halt(
        @Schema(description = "Since when") Instant since,

        @Schema(description = "Why, as the operator gave it", example = "figures are being checked")
        String reason) {}

package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Required;
import org.jspecify.annotations.Nullable;

/** Why an operator ends a mall; kept with the action. */
record MallEndingRequest(
        @Schema(requiredMode = REQUIRED, description = "At most 200 characters", example = "contract ended") @Nullable
        String reason) {

    String checked() {
        return Required.reason(reason);
    }
}

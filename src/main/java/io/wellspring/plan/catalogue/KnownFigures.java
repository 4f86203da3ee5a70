package io.wellspring.plan.catalogue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the description of the API shows the figures of a plan: those of all kinds, each with its type, so that a generated
 * client has typed fields and not a free map. A test holds it to what the kinds show.
 */
@Schema(name = "PlanFigures", description = "Figures of the plan's kind; those of other kinds are absent")
record KnownFigures(
        @Schema(
                description =
                        "EQUITY: cash in the pool. LOOP: what all participants share if the day ended now; in yuan")
        @Nullable
        String pool,

        @Schema(description = "EQUITY: units in circulation") @Nullable
        String supply,

        @Schema(description = "EQUITY: units ever issued") @Nullable
        String issued,

        @Schema(description = "EQUITY: yuan for a unit") @Nullable
        String price,

        @Schema(description = "LOOP: cash that orders of the open day brought, in yuan") @Nullable
        String sales,

        @Schema(description = "LOOP: what the day before left to this one, in yuan") @Nullable
        String carried,

        @Schema(description = "LOOP: pools of the levels, in yuan by the name of the level") @Nullable
        Map<String, String> levelPools,

        @Schema(description = "LOOP: true, as the open day is not settled yet") @Nullable
        Boolean provisional,

        @Schema(description = "LOOP and RELEASE: whether a day is being settled right now") @Nullable
        Boolean beingSettled,

        @Schema(description = "RELEASE: cash that orders ever brought, in yuan") @Nullable
        String volume) {}

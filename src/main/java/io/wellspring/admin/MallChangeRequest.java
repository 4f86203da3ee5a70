package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.Required;
import io.wellspring.auth.mall.MallTerms;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What of a mall is to be changed; what is not given stays. */
record MallChangeRequest(
        @Schema(requiredMode = NOT_REQUIRED, description = "At most 100 characters", example = "Tea mall") @Nullable
        String name,

        @Schema(
                requiredMode = NOT_REQUIRED,
                description = "1 to 100 plans, each once, in place of those before",
                example = "[\"1\"]")
        @Nullable
        List<@Nullable String> planIds,

        @Schema(requiredMode = NOT_REQUIRED, description = "Sum of orders a day, in yuan", example = "2000000.00")
        @Nullable
        String dailyLimit) {

    /** The same change, each field of it in good form. */
    record Checked(
            @Nullable String name,
            @Nullable SortedSet<Long> planIds,
            @Nullable Long dailyLimitFen) {

        MallTerms applied(MallTerms before) {
            return new MallTerms(
                    name == null ? before.name() : name,
                    planIds == null ? before.planIds() : planIds,
                    dailyLimitFen == null ? before.dailyLimitFen() : dailyLimitFen);
        }
    }

    Checked checked() {
        return new Checked(
                name == null ? null : Required.text("name", name, MallRequest.LONGEST_NAME),
                planIds == null ? null : MallPlans.read(planIds),
                dailyLimit == null ? null : Amount.positive("dailyLimit", dailyLimit, AssetCode.CNY));
    }
}

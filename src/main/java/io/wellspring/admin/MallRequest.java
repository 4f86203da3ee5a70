package io.wellspring.admin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.api.Required;
import io.wellspring.auth.mall.MallTerms;
import io.wellspring.value.Amount;
import io.wellspring.value.AssetCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mall to be made. */
record MallRequest(
        @Schema(requiredMode = REQUIRED, description = "At most 100 characters", example = "Tea mall") @Nullable
        String name,

        @Schema(requiredMode = REQUIRED, description = "1 to 100 plans, each once", example = "[\"1\"]") @Nullable
        List<@Nullable String> planIds,

        @Schema(requiredMode = REQUIRED, description = "Sum of orders a day, in yuan", example = "1000000.00") @Nullable
        String dailyLimit) {

    static final int LONGEST_NAME = 100;

    MallTerms terms() {
        return new MallTerms(
                Required.text("name", name, LONGEST_NAME),
                MallPlans.read(Required.field("planIds", planIds)),
                Amount.positive("dailyLimit", Required.field("dailyLimit", dailyLimit), AssetCode.CNY));
    }

    static byte[] fingerprint(MallTerms terms) {
        return IdempotencyKey.fingerprint(
                "mall\n" + terms.name() + "\n" + terms.planIds() + "\n" + terms.dailyLimitFen());
    }
}

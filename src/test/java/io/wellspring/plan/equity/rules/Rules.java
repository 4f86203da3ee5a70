package io.wellspring.plan.equity.rules;

import io.wellspring.value.Rate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parameters of EQUITY plans as tests write them: the defaults, but for what is named. */
public final class Rules {

    private static final Set<String> NAMES = Set.of(
            "contributionRate",
            "grantRate",
            "referralGrantRate",
            "issuePrice",
            "supplyCap",
            "redemptionFeeRate",
            "quotaMultiple",
            "referralQuotaMultiple",
            "forcedExit",
            "minSupply");

    private Rules() {}

    /** {@code rules("minSupply", "10", "forcedExit", "false")}. */
    public static EquityParameters rules(String... namesAndValues) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!NAMES.contains(namesAndValues[i])) {
                throw new IllegalArgumentException("no such parameter: " + namesAndValues[i]);
            }
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new EquityParameters(
                rate(given.get("contributionRate")),
                rate(given.get("grantRate")),
                rate(given.get("referralGrantRate")),
                rate(given.get("issuePrice")),
                rate(given.get("supplyCap")),
                rate(given.get("redemptionFeeRate")),
                rate(given.get("quotaMultiple")),
                rate(given.get("referralQuotaMultiple")),
                given.containsKey("forcedExit") ? Boolean.valueOf(given.get("forcedExit")) : null,
                rate(given.get("minSupply")));
    }

    private static @Nullable Rate rate(@Nullable String text) {
        return text == null ? null : Rate.of(text);
    }
}

package io.wellspring.plan.release.rules;

import static io.wellspring.value.AssetCode.POINT;
import static io.wellspring.value.AssetCode.RELEASING;
import static io.wellspring.value.SignRule.FREE;
import static io.wellspring.value.SignRule.NEVER_POSITIVE;

import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.SignRule;
import java.util.Map;

/** The plan's own accounts in the ledger. */
public enum ReleaseAccount implements BookAccount {
    /** Operators may deduct points that a member has from elsewhere, so those can go above zero. */
    ISSUED(
            "The counterpart of points not yet released, of points released, and of what operators adjust.",
            Map.of(RELEASING, NEVER_POSITIVE, POINT, FREE));

    public static final Chart CHART = Chart.of(values());

    private final String meaning;
    private final Map<AssetCode, SignRule> signs;

    ReleaseAccount(String meaning, Map<AssetCode, SignRule> signs) {
        this.meaning = meaning;
        this.signs = signs;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    @Override
    public Map<AssetCode, SignRule> signs() {
        return signs;
    }
}

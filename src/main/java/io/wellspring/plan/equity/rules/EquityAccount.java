package io.wellspring.plan.equity.rules;

import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.EQUITY;
import static io.wellspring.value.AssetCode.QUOTA;
import static io.wellspring.value.SignRule.NEVER_NEGATIVE;
import static io.wellspring.value.SignRule.NEVER_POSITIVE;

import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.SignRule;
import java.util.Map;

/** The plan's own accounts in the ledger. */
public enum EquityAccount implements BookAccount {
    SALES("Cash that orders have brought: what the malls owe to the plan or have paid.", Map.of(CNY, NEVER_POSITIVE)),
    POOL("Cash set aside for the holders: the plan's assets.", Map.of(CNY, NEVER_NEGATIVE)),
    PLATFORM("Cash that became the platform's.", Map.of(CNY, NEVER_NEGATIVE)),
    ISSUED(
            "The counterpart of units in circulation and of quota that members have left.",
            Map.of(EQUITY, NEVER_POSITIVE, QUOTA, NEVER_POSITIVE));

    public static final Chart CHART = Chart.of(values());

    private final String meaning;
    private final Map<AssetCode, SignRule> signs;

    EquityAccount(String meaning, Map<AssetCode, SignRule> signs) {
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

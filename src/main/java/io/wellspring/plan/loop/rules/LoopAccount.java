package io.wellspring.plan.loop.rules;

import static io.wellspring.value.AssetCode.CNY;
import static io.wellspring.value.AssetCode.QUOTA;
import static io.wellspring.value.AssetCode.SHARE;
import static io.wellspring.value.SignRule.NEVER_NEGATIVE;
import static io.wellspring.value.SignRule.NEVER_POSITIVE;

import io.wellspring.value.AssetCode;
import io.wellspring.value.BookAccount;
import io.wellspring.value.Chart;
import io.wellspring.value.SignRule;
import java.util.Map;

/** The plan's own accounts in the ledger. */
public enum LoopAccount implements BookAccount {
    SALES("Cash of sales that entered a day's pools: what the malls owe to the plan or have paid.", NEVER_POSITIVE),
    WEIGHTED_POOL("Cash that all participants share, and what is carried to the next day.", NEVER_NEGATIVE),
    LEVEL_POOL("Cash that the participants of levels share; empty when the day is settled.", NEVER_NEGATIVE),
    ISSUED(
            "The counterpart of shares and of quota that members have left.",
            Map.of(QUOTA, NEVER_POSITIVE, SHARE, NEVER_POSITIVE)),
    PLATFORM("Cash of the levels' pools that went back to the platform.", NEVER_NEGATIVE);

    public static final Chart CHART = Chart.of(values());

    private final String meaning;
    private final Map<AssetCode, SignRule> signs;

    LoopAccount(String meaning, SignRule ofCash) {
        this(meaning, Map.of(CNY, ofCash));
    }

    LoopAccount(String meaning, Map<AssetCode, SignRule> signs) {
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

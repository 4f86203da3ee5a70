package io.wellspring.wallet;

import io.wellspring.api.Id;
import io.wellspring.auth.account.ClosingObjection;
import io.wellspring.ledger.Balance;
import io.wellspring.ledger.Statements;
import io.wellspring.refusal.Refusal;
import io.wellspring.value.Amount;
import io.wellspring.value.Asset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * A member who would leave with something in the wallet learns what it is; a quota counts too, for it promises more.
 */
@Component
class HeldValue implements ClosingObjection {

    private final Statements statements;

    HeldValue(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Mono<Void> raise(long memberId) {
        return statements
                .balancesOf(memberId)
                .map(HeldValue::shown)
                .collectList()
                .filter(held -> !held.isEmpty())
                .flatMap(held -> Mono.error(objection(held)));
    }

    private static Refusal objection(List<Map<String, String>> held) {
        return Refusal.of(WalletRefusal.ACCOUNT_HOLDS_VALUE).with("balances", held);
    }

    private static Map<String, String> shown(Balance balance) {
        Asset asset = balance.asset();
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put("asset", asset.code().name());
        if (!asset.code().isGlobal()) {
            shown.put("planId", Id.format(asset.planId()));
        }
        shown.put("amount", Amount.format(balance.amount(), asset.code()));
        return shown;
    }
}

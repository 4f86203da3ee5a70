package io.wellspring.plan.replay;

import io.wellspring.plan.kind.Run;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The balances after each move of a run, of the assets that are the plan's own. */
final class OwnBalances {

    private final Map<Account, Long> balances = new HashMap<>();

    /** @param run of which all is decided: what it ended with, less all its moves, is what it began with */
    OwnBalances(Run run) {
        for (Move move : run.moves()) {
            if (move instanceof Move.OfHolder ofHolder && run.balance(ofHolder.holderId(), move.asset()) != null) {
                balances.merge(Account.of(ofHolder), -move.amount(), Math::addExact);
            }
        }
        balances.replaceAll(
                (account, moved) -> Objects.requireNonNull(run.balance(account.memberId, account.asset)) + moved);
    }

    /** The balance after the account's next move; null where other plans share it. */
    @Nullable
    Long after(Move.OfHolder move) {
        return balances.computeIfPresent(Account.of(move), (account, before) -> before + move.amount());
    }

    private record Account(long memberId, AssetCode asset) {

        static Account of(Move.OfHolder move) {
            return new Account(move.holderId(), move.asset());
        }
    }
}

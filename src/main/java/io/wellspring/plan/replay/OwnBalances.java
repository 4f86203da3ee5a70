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
            if (move instanceof Move.OfMember ofMember && run.balance(ofMember.memberId(), move.asset()) != null) {
                balances.merge(Account.of(ofMember), -move.amount(), Math::addExact);
            }
        }
        balances.replaceAll(
                (account, moved) -> Objects.requireNonNull(run.balance(account.memberId, account.asset)) + moved);
    }

    /** The balance after the account's next move; null where other plans share it. */
    @Nullable
    Long after(Move.OfMember move) {
        return balances.computeIfPresent(Account.of(move), (account, before) -> before + move.amount());
    }

    private record Account(long memberId, AssetCode asset) {

        static Account of(Move.OfMember move) {
            return new Account(move.memberId(), move.asset());
        }
    }
}

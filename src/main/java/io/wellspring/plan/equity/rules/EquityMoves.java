package io.wellspring.plan.equity.rules;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;

/** Collects the moves of a batch, each with its counterpart, so that they balance by construction. */
public final class EquityMoves {

    private final List<Move> moves = new ArrayList<>();

    public List<Move> all() {
        return moves;
    }

    void toMember(long position, long memberId, EquityAccount from, AssetCode asset, long amount, EquityLineKind kind) {
        if (amount != 0) {
            moves.add(new Move.OfHolder(memberId, asset, amount, kind.name(), position));
            moves.add(new Move.OfBook(from.name(), asset, -amount, kind.name()));
        }
    }

    void between(EquityAccount from, EquityAccount to, AssetCode asset, long amount, EquityLineKind kind) {
        if (amount != 0) {
            moves.add(new Move.OfBook(from.name(), asset, -amount, kind.name()));
            moves.add(new Move.OfBook(to.name(), asset, amount, kind.name()));
        }
    }
}

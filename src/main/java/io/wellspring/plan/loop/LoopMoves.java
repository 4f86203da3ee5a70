package io.wellspring.plan.loop;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;

/** Collects the moves of a batch, each with its counterpart, so that they balance by construction. */
public final class LoopMoves {

    private final List<Move> moves = new ArrayList<>();

    public List<Move> all() {
        return moves;
    }

    void granted(long position, long memberId, LoopGrant grant, LoopKind kind) {
        toMember(position, memberId, AssetCode.SHARE, grant.shares(), kind);
        toMember(position, memberId, AssetCode.QUOTA, grant.quota(), kind);
    }

    private void toMember(long position, long memberId, AssetCode asset, long amount, LoopKind kind) {
        if (amount != 0) {
            moves.add(new Move.OfMember(memberId, asset, amount, kind.name(), position));
            moves.add(new Move.OfPlan(LoopAccount.ISSUED.name(), asset, -amount, kind.name()));
        }
    }
}

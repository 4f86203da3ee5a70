package io.wellspring.plan.loop.rules;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects the moves of a batch, each with its counterpart, so that they balance by construction. */
public final class LoopMoves {

    /** The close of a day is no command. */
    private static final long NO_POSITION = 0;

    private final List<Move> moves = new ArrayList<>();

    public List<Move> all() {
        return moves;
    }

    /** What enters a day's pools from its sales. */
    public static List<Move.OfBook> contributed(DayPools pools) {
        long weighted = pools.weighted() - pools.carried();
        long levels = pools.levels().stream().mapToLong(Long::longValue).sum();
        return List.of(
                cash(LoopAccount.SALES, -weighted - levels, LoopLineKind.CONTRIBUTION),
                cash(LoopAccount.WEIGHTED_POOL, weighted, LoopLineKind.CONTRIBUTION),
                cash(LoopAccount.LEVEL_POOL, levels, LoopLineKind.CONTRIBUTION));
    }

    /** What a member is paid, in the order of a statement: what is used up, and what it was for. */
    public static List<Move.OfHolder> paid(Dividend dividend) {
        long member = dividend.member().memberId();
        return Stream.of(
                        ofDay(member, AssetCode.QUOTA, -dividend.paid(), LoopLineKind.DIVIDEND),
                        ofDay(member, AssetCode.CNY, dividend.paidWeighted(), LoopLineKind.WEIGHTED_DIVIDEND),
                        ofDay(member, AssetCode.CNY, dividend.paidLevel(), LoopLineKind.LEVEL_DIVIDEND))
                .filter(move -> move.amount() != 0)
                .toList();
    }

    private static Move.OfHolder ofDay(long member, AssetCode asset, long amount, LoopLineKind kind) {
        return new Move.OfHolder(member, asset, amount, kind.name(), NO_POSITION);
    }

    /** The plan's side of what members are paid, in fen. */
    public static List<Move.OfBook> paid(long weighted, long level) {
        return List.of(
                cash(LoopAccount.WEIGHTED_POOL, -weighted, LoopLineKind.WEIGHTED_DIVIDEND),
                cash(LoopAccount.LEVEL_POOL, -level, LoopLineKind.LEVEL_DIVIDEND),
                new Move.OfBook(
                        LoopAccount.ISSUED.name(), AssetCode.QUOTA, weighted + level, LoopLineKind.DIVIDEND.name()));
    }

    /** What of the levels' pools goes back, in fen. */
    public static List<Move.OfBook> returned(long amount) {
        return List.of(
                cash(LoopAccount.LEVEL_POOL, -amount, LoopLineKind.RETURN),
                cash(LoopAccount.PLATFORM, amount, LoopLineKind.RETURN));
    }

    private static Move.OfBook cash(LoopAccount account, long amount, LoopLineKind kind) {
        return new Move.OfBook(account.name(), AssetCode.CNY, amount, kind.name());
    }

    /** What members are given together, in the lines that were collected. */
    LoopGrant given() {
        return new LoopGrant(given(AssetCode.QUOTA), given(AssetCode.SHARE));
    }

    private long given(AssetCode asset) {
        return moves.stream()
                .filter(Move.OfHolder.class::isInstance)
                .filter(move -> move.asset() == asset)
                .mapToLong(Move::amount)
                .reduce(0, Math::addExact);
    }

    void granted(long position, long memberId, LoopGrant grant, LoopLineKind kind) {
        toMember(position, memberId, AssetCode.SHARE, grant.shares(), kind);
        toMember(position, memberId, AssetCode.QUOTA, grant.quota(), kind);
    }

    private void toMember(long position, long memberId, AssetCode asset, long amount, LoopLineKind kind) {
        if (amount != 0) {
            moves.add(new Move.OfHolder(memberId, asset, amount, kind.name(), position));
            moves.add(new Move.OfBook(LoopAccount.ISSUED.name(), asset, -amount, kind.name()));
        }
    }
}

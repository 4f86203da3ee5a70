package io.wellspring.plan.release.rules;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Collects the moves of a batch, each with its counterpart, so that they balance by construction. */
public final class ReleaseMoves {

    /** The close of a day is no command. */
    private static final long NO_POSITION = 0;

    private final List<Move> moves = new ArrayList<>();

    public List<Move> all() {
        return moves;
    }

    /** What a member is released, in the order of a statement: what is used up, and how it came to be released. */
    public static List<Move.OfHolder> released(Release release) {
        return Stream.of(
                        ofDay(release, AssetCode.RELEASING, -release.released(), ReleaseLineKind.RELEASE),
                        ofDay(release, AssetCode.POINT, release.due(), ReleaseLineKind.STATIC_RELEASE),
                        ofDay(release, AssetCode.POINT, release.releasedReferral(), ReleaseLineKind.REFERRAL_RELEASE),
                        ofDay(release, AssetCode.POINT, release.releasedTeam(), ReleaseLineKind.TEAM_RELEASE),
                        ofDay(release, AssetCode.POINT, release.releasedPeer(), ReleaseLineKind.PEER_RELEASE))
                .filter(move -> move.amount() != 0)
                .toList();
    }

    /** The plan's side of what some members are released. */
    public static List<Move.OfBook> released(ReleaseTotals totals) {
        return Stream.of(
                        issued(AssetCode.RELEASING, totals.released(), ReleaseLineKind.RELEASE),
                        issued(AssetCode.POINT, -totals.due(), ReleaseLineKind.STATIC_RELEASE),
                        issued(AssetCode.POINT, -totals.referral(), ReleaseLineKind.REFERRAL_RELEASE),
                        issued(AssetCode.POINT, -totals.team(), ReleaseLineKind.TEAM_RELEASE),
                        issued(AssetCode.POINT, -totals.peer(), ReleaseLineKind.PEER_RELEASE))
                .filter(move -> move.amount() != 0)
                .toList();
    }

    /** Releasing points that members are given together, in the lines that were collected, in 1/100. */
    long given() {
        return moves.stream()
                .filter(Move.OfHolder.class::isInstance)
                .filter(move -> move.asset() == AssetCode.RELEASING)
                .mapToLong(Move::amount)
                .reduce(0, Math::addExact);
    }

    void give(long position, long memberId, AssetCode asset, long amount, ReleaseLineKind kind) {
        moves.add(new Move.OfHolder(memberId, asset, amount, kind.name(), position));
        moves.add(issued(asset, -amount, kind));
    }

    private static Move.OfHolder ofDay(Release release, AssetCode asset, long amount, ReleaseLineKind kind) {
        return new Move.OfHolder(release.memberId(), asset, amount, kind.name(), NO_POSITION);
    }

    private static Move.OfBook issued(AssetCode asset, long amount, ReleaseLineKind kind) {
        return new Move.OfBook(ReleaseAccount.ISSUED.name(), asset, amount, kind.name());
    }
}

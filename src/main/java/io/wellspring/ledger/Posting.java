package io.wellspring.ledger;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;

/**
 * A balanced set of moves, written whole or not at all.
 *
 * @param planId the plan whose accounts stand against the members'
 * @param firstPosition of the commands that caused it in the plan's log, with lastPosition; both or none
 * @param cause unique, where no command caused it
 * @param corrects the posting that this one makes good, if any
 */
public record Posting(
        long planId,
        LocalDate businessDay,
        @Nullable Long firstPosition,
        @Nullable Long lastPosition,
        @Nullable String cause,
        @Nullable Long corrects,
        List<Move> moves) {

    public Posting {
        refuseUnbalanced(moves);
    }

    /** A posting caused by the commands of a plan's log from the first to the last position. */
    public static Posting ofCommands(long planId, LocalDate day, long first, long last, List<Move> moves) {
        return new Posting(planId, day, first, last, null, null, moves);
    }

    /** A posting without a command; posting the same cause again is refused by the database. */
    public static Posting ofCause(long planId, LocalDate day, String cause, List<Move> moves) {
        return new Posting(planId, day, null, null, cause, null, moves);
    }

    /** The same posting, naming the one that it makes good. */
    public Posting correcting(long postingId) {
        return new Posting(planId, businessDay, firstPosition, lastPosition, cause, postingId, moves);
    }

    private static void refuseUnbalanced(List<Move> moves) {
        Map<AssetCode, Long> sums = new EnumMap<>(AssetCode.class);
        for (Move move : moves) {
            if (move.amount() == 0) {
                throw new IllegalArgumentException("a line must move something: " + move);
            }
            sums.merge(move.asset(), move.amount(), Math::addExact);
        }
        if (sums.values().stream().anyMatch(sum -> sum != 0)) {
            throw new IllegalArgumentException("a posting must balance per asset, but sums to " + sums);
        }
    }
}

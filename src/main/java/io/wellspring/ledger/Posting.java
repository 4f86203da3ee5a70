package io.wellspring.ledger;

import io.wellspring.value.AssetCode;
import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A balanced set of moves, written whole or not at all. One to an account that the book's chart does not have is refused.
 *
 * @param book whose accounts stand against the holders'
 * @param firstPosition of the commands that caused it in the log of the book's plan, with lastPosition; both or none
 * @param cause unique, where no command caused it
 */
public record Posting(
        Book book,
        LocalDate businessDay,
        @Nullable Long firstPosition,
        @Nullable Long lastPosition,
        @Nullable String cause,
        List<Move> moves) {

    public Posting {
        refuseUncharted(book, moves);
        refuseUnbalanced(moves);
    }

    /** A posting caused by the commands of a plan's log from the first to the last position. */
    public static Posting ofCommands(Book book, LocalDate day, long first, long last, List<Move> moves) {
        return new Posting(book, day, first, last, null, moves);
    }

    /** A posting without a command; posting the same cause again is refused by the database. */
    public static Posting ofCause(Book book, LocalDate day, String cause, List<Move> moves) {
        return new Posting(book, day, null, null, cause, moves);
    }

    static void refuseUncharted(Book book, List<? extends Move> moves) {
        for (Move move : moves) {
            if (move instanceof Move.OfBook ofBook) {
                book.chart().sign(ofBook.account(), ofBook.asset());
            }
        }
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

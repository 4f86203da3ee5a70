package io.wellspring.ledger;

import io.wellspring.value.Move;
import java.time.LocalDate;
import java.util.List;

/**
 * A posting with a query for its holders' side. It balances, or nothing of it is written.
 *
 * @param cause unique: posting the same again is refused by the database
 * @param ofBook the other side, summed
 */
public record MassPosting(
        Book book, LocalDate businessDay, String cause, MoveQuery ofHolders, List<Move.OfBook> ofBook) {

    public MassPosting {
        Posting.refuseUncharted(book, ofBook);
    }
}

package io.wellspring.plan.settlement;

import io.wellspring.ledger.MoveQuery;
import io.wellspring.value.Move.OfBook;
import java.util.List;

/**
 * What a portion of a day's receivers is paid: their holdings are changed already, the ledger is not.
 *
 * @param what for the cause of the posting, such as "dividends"
 * @param ofHolders their side
 * @param ofBook the plan's side, summed
 */
public record Payment(Portion portion, String what, MoveQuery ofHolders, List<OfBook> ofBook) {}

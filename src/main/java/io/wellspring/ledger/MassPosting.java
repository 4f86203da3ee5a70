package io.wellspring.ledger;

import java.time.LocalDate;
import java.util.List;
import io.wellspring.value.Move;

/**
 * A posting with a query for its members' side. It balances, or nothing of it is written.
 *
 * @param cause unique: posting the same again is refused by the database
 * @param ofPlan the other side, summed
 */
public record MassPosting(
        long planId, LocalDate businessDay, String cause, MoveQuery ofMembers, List<Move.OfPlan> ofPlan) {}

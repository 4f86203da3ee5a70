package io.wellspring.ledger;

import io.wellspring.value.Asset;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One line of a member's statement, which explains itself: what moved, what was left, why.
 *
 * @param id grows along the statement
 * @param amount signed, in the asset's smallest unit
 * @param balance after this line
 * @param causeBookId the book that stood against it: a plan, or 0 for the house
 * @param position of the command in the log of the plan that caused it, if one did
 */
public record StatementLine(
        long id,
        Asset asset,
        long amount,
        long balance,
        String kind,
        long causeBookId,
        @Nullable Long position,
        LocalDate businessDay,
        Instant postedAt) {}

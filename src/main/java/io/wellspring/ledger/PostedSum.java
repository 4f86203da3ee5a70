package io.wellspring.ledger;

import java.time.LocalDate;

/** A line of a plan's own account as it is written: the sum of one kind within a posting. */
public record PostedSum(
        long id, long postingId, String account, String asset, long amount, String kind, LocalDate businessDay) {}

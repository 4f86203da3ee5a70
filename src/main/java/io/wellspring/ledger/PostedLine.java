package io.wellspring.ledger;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** A holder's line exactly as it is written, to be compared with what it should be. */
public record PostedLine(
        long holderId,
        long id,
        long postingId,
        String asset,
        long planId,
        long amount,
        long balance,
        String kind,
        @Nullable Long position,
        LocalDate businessDay) {}

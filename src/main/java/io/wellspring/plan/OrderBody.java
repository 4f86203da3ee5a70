package io.wellspring.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An order as the log keeps it.
 *
 * @param cash the order's cash part in fen: its amount less the points paid
 * @param pointsPaid in 1/100 point
 * @param paidAt as the mall told it, for reconciliation only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderBody(
        long memberId, long cash, long pointsPaid, @Nullable String merchant, String paidAt) {}

package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.wellspring.api.IdempotencyKey;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An order as the log keeps it.
 *
 * @param cash the order's cash part in fen: its amount less the points paid
 * @param pointsPaid in 1/100 point
 * @param paidAt as the mall told it, for reconciliation only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record OrderBody(
        long memberId, long cash, long pointsPaid, @Nullable String merchant, String paidAt) {

    /**
     * Tells a repeat from a conflict: two orders with the same fingerprint say the same.
     *
     * @param planIds of all plans that the order feeds
     */
    public byte[] fingerprint(SortedSet<Long> planIds) {
        return IdempotencyKey.fingerprint(String.join(
                "\n",
                Long.toString(memberId),
                planIds.toString(),
                Long.toString(cash + pointsPaid),
                Long.toString(pointsPaid),
                String.valueOf(merchant),
                paidAt));
    }
}

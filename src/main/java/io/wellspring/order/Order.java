package io.wellspring.order;

import io.wellspring.member.Phone;
import io.wellspring.plan.log.OrderBody;
import java.time.Instant;
import java.util.Objects;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A paid order in good form.
 *
 * @param memberId or phone: exactly one is there until the number is resolved
 * @param amount fen, above 0
 * @param pointsPaid 1/100 point, at most the amount
 */
record Order(
        String orderId,
        @Nullable Long memberId,
        @Nullable Phone phone,
        SortedSet<Long> planIds,
        long amount,
        long pointsPaid,
        @Nullable String merchant,
        Instant paidAt) {

    /** What plans count: rewards are not paid on points spent. */
    long cash() {
        return amount - pointsPaid;
    }

    /** The same order of a known member; the number goes no further. */
    Order ofMember(long id) {
        return new Order(orderId, id, null, planIds, amount, pointsPaid, merchant, paidAt);
    }

    /** As the log keeps it; only of a known member. */
    OrderBody body() {
        return new OrderBody(Objects.requireNonNull(memberId), cash(), pointsPaid, merchant, paidAt.toString());
    }

    /** Tells a repeat from a conflict; only of a known member. */
    byte[] fingerprint() {
        return body().fingerprint(planIds);
    }
}

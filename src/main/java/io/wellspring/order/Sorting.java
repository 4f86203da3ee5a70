package io.wellspring.order;

import io.wellspring.order.OrderOutcome.Result;
import io.wellspring.plan.log.PlanLog;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells new orders of a chunk from repeats and conflicts, and new ones within the daily limit from those beyond. */
final class Sorting {

    private final Map<String, List<PlanLog.Entry>> known;
    private final Map<String, ByteBuffer> acceptedHere = new HashMap<>();
    private final long left;
    private final PaidAtRange paidAt;
    private long accepted;

    /**
     * @param known what the logs have of the mall, by order
     * @param left of the mall's limit for today, in fen
     * @param paidAt when new orders may have been paid; what is known stays known however long ago it was
     */
    Sorting(Map<String, List<PlanLog.Entry>> known, long left, PaidAtRange paidAt) {
        this.known = known;
        this.left = left;
        this.paidAt = paidAt;
    }

    /** The sum of what was accepted, in fen. */
    long accepted() {
        return accepted;
    }

    Reading sort(Reading reading) {
        if (!reading.isOpen()) {
            return reading;
        }
        Order order = Objects.requireNonNull(reading.order());
        ByteBuffer fingerprint = ByteBuffer.wrap(order.fingerprint());
        if (isKnown(order)) {
            return isRepeated(order, fingerprint) ? reading.ends(Result.ALREADY_KNOWN) : reading.conflicts();
        }
        if (reading.unlessKnown() != null) {
            return reading.refused(reading.unlessKnown());
        }
        if (!paidAt.holds(order.paidAt())) {
            return reading.refused(paidAt.refusal());
        }
        if (order.amount() > left - accepted) {
            return reading.refused(Refusal.of(OrderRefusal.DAILY_LIMIT_EXCEEDED));
        }
        accepted += order.amount();
        acceptedHere.put(order.orderId(), fingerprint);
        return reading.ends(Result.ACCEPTED);
    }

    private boolean isKnown(Order order) {
        return known.containsKey(order.orderId()) || acceptedHere.containsKey(order.orderId());
    }

    private boolean isRepeated(Order order, ByteBuffer fingerprint) {
        if (acceptedHere.containsKey(order.orderId())) {
            return fingerprint.equals(acceptedHere.get(order.orderId()));
        }
        List<PlanLog.Entry> entries = Objects.requireNonNull(known.get(order.orderId()));
        Set<Long> plans = entries.stream().map(PlanLog.Entry::planId).collect(Collectors.toSet());
        return plans.equals(order.planIds())
                && entries.stream().allMatch(entry -> entry.fingerprint().equals(fingerprint));
    }
}

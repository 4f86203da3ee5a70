package io.wellspring.plan.halt;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who stopped a plan, or its new orders.
 *
 * @param end null while it stands
 */
public record HaltRecord(
        long id,
        long planId,
        HaltKind kind,
        long operatorId,
        String reason,
        Instant begunAt,
        @Nullable End end) {

    /** Who let it go on, when and why. */
    public record End(Instant at, long operatorId, String reason) {}
}

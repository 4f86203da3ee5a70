package io.wellspring.auth.mall;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine that sends orders, scoped to the plans that it may feed. Its id stays whatever else changes, its secrets too.
 *
 * @param serial in the order in which malls were made
 * @param dailyLimitFen how much it may send in a day, over all plans, in fen
 * @param endedAt when an operator ended it; none while it stands
 */
public record Mall(
        String id,
        long serial,
        String name,
        List<Long> planIds,
        long dailyLimitFen,
        Instant createdAt,
        @Nullable Instant endedAt) {

    public boolean isEnded() {
        return endedAt != null;
    }
}

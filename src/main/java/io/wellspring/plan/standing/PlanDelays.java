package io.wellspring.plan.standing;

import java.time.Duration;

/**
 * How late the plans are: of each delay, that of the plan that is latest.
 *
 * @param oldest age of the oldest pending command
 * @param overdue age of the oldest day that is over and still open
 * @param settling age of the oldest settlement that is under way
 * @param frozen how many plans stand still because an operator froze them; they count for none of the delays
 * @param paused how many take no new orders
 */
public record PlanDelays(Duration oldest, Duration overdue, Duration settling, long frozen, long paused) {

    static final PlanDelays NONE = new PlanDelays(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** The delays alone. */
    PlanDelays(Duration oldest, Duration overdue, Duration settling) {
        this(oldest, overdue, settling, 0, 0);
    }

    /** Whether one of them is longer. */
    boolean exceed(PlanDelays others) {
        return oldest.compareTo(others.oldest) > 0
                || overdue.compareTo(others.overdue) > 0
                || settling.compareTo(others.settling) > 0;
    }
}

package io.wellspring.plan.standing;

import java.time.Duration;

/**
 * How late the plans are, each time that of the one that is latest.
 *
 * @param oldest for how long the command that waits longest has
 * @param overdue for how long the day has been over that has been longest and is still open
 * @param settling for how long the day has been settled that has been longest
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

package io.wellspring.plan;

import java.time.Duration;

/**
 * How late the plans are, each time that of the one that is latest.
 *
 * @param oldest for how long the command that waits longest has
 * @param overdue for how long the day has been over that has been longest and is still open
 * @param settling for how long the day has been settled that has been longest
 */
record PlanDelays(Duration oldest, Duration overdue, Duration settling) {

    static final PlanDelays NONE = new PlanDelays(Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** Whether one of them is longer. */
    boolean exceed(PlanDelays others) {
        return oldest.compareTo(others.oldest) > 0
                || overdue.compareTo(others.overdue) > 0
                || settling.compareTo(others.settling) > 0;
    }
}

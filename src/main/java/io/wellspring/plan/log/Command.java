package io.wellspring.plan.log;

import io.wellspring.plan.register.Plan;
import java.time.Duration;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A command to be decided.
 *
 * @param appendedDay in the plan's zone
 * @param waited from its append to the moment the writer read it; zero where it was decided before
 * @param facts from outside the plan that it was decided on; null where it was not decided before
 */
public record Command(
        long id,
        CommandKind kind,
        @Nullable Long memberId,
        String body,
        LocalDate appendedDay,
        Duration waited,
        @Nullable String facts) {

    /** The business day it belongs to: the later of the open one and the one it was appended on. */
    public LocalDate dayIn(Plan plan) {
        return appendedDay.isAfter(plan.openDay()) ? appendedDay : plan.openDay();
    }
}

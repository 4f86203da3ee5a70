package io.wellspring.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A command that waits to be applied.
 *
 * @param appendedDay in the plan's zone
 */
record Command(long id, CommandKind kind, @Nullable Long memberId, String body, LocalDate appendedDay) {

    /** The business day it belongs to: the later of the open one and the one it was appended on. */
    LocalDate dayIn(Plan plan) {
        return appendedDay.isAfter(plan.openDay()) ? appendedDay : plan.openDay();
    }
}

package io.wellspring.plan.release;

import io.wellspring.plan.release.rules.ReleaseTotals;
import io.wellspring.plan.settlement.Stage;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day of a RELEASE plan that is settled or being settled.
 *
 * @param lastMember up to whom the present stage has come
 * @param totals of all who are released something, as far as it is worked out
 * @param posted members who have it
 * @param begunAt tells this settlement from one that was begun before it and given up
 */
record ReleaseDay(
        long planId,
        LocalDate day,
        int versionNumber,
        Stage stage,
        long lastMember,
        ReleaseTotals totals,
        long posted,
        Instant begunAt,
        @Nullable Instant publishedAt) {}

package io.wellspring.plan.register;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version as it is kept.
 *
 * @param basedOn the number of the version that it changed; null where all parameters were given
 * @param position of the command that made it; null for the first, and for those older than that is kept
 * @param by the source of that command
 * @param withdrawal null while it stands
 */
public record RecordedVersion(
        PlanVersion version,
        @Nullable Integer basedOn,
        @Nullable Long position,
        Instant at,
        @Nullable String by,
        @Nullable Withdrawal withdrawal) {

    /** Taken back before its day, by the command at a position. */
    public record Withdrawal(long position, Instant at, String by, String reason) {}
}

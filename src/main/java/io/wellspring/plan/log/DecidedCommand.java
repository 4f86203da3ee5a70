package io.wellspring.plan.log;

import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A command as its plan's log keeps it once it is decided.
 *
 * @param planIds of all plans to whose logs the same source appended under the same key
 * @param outcome as JSON
 * @param refusal code of the refusal; null where the rules did not refuse it, or a version before decided it
 */
public record DecidedCommand(
        Command command,
        long position,
        LocalDate day,
        String status,
        String outcome,
        @Nullable String refusal,
        SortedSet<Long> planIds,
        ByteBuffer fingerprint) {

    public boolean isFailed() {
        return Decision.Status.FAILED.name().equals(status);
    }
}

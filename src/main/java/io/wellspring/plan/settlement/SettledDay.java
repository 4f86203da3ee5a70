package io.wellspring.plan.settlement;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day of a plan that is settled or being settled, as far as every kind has it.
 *
 * @param versionNumber of the parameters that it is settled with
 * @param lastMember id of the last member that the stage has reached
 * @param receivers number of members who receive something, as far as they are worked out
 * @param posted receivers who have it
 * @param begunAt tells this settlement from one that was begun before it and given up
 */
public record SettledDay(
        long planId,
        LocalDate day,
        int versionNumber,
        Stage stage,
        long lastMember,
        long receivers,
        long posted,
        Instant begunAt,
        @Nullable Instant publishedAt)
        implements DayOfKind {

    /** What {@link #of} reads, from {@code plan_settlement} or a table of a kind that inherits it. */
    public static final String COLUMNS =
            "plan_id, day, version_number, stage, last_member, receivers, posted, begun_at, published_at";

    public static SettledDay of(Readable row) {
        return new SettledDay(
                row.get("plan_id", Long.class),
                row.get("day", LocalDate.class),
                row.get("version_number", Integer.class),
                Stage.valueOf(row.get("stage", String.class)),
                row.get("last_member", Long.class),
                row.get("receivers", Long.class),
                row.get("posted", Long.class),
                row.get("begun_at", Instant.class),
                row.get("published_at", Instant.class));
    }

    @Override
    public SettledDay settled() {
        return this;
    }
}

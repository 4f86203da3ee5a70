package io.wellspring.plan.log;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A command that could not be decided and has no effect.
 *
 * @param source who sent it, such as {@code operator:} and the id
 * @param key the source's own id of it
 * @param memberId whom it is about, if anybody
 * @param failure what went wrong, without values of rows; null where a version before recorded it
 */
public record FailedCommand(
        long id,
        long planId,
        CommandKind kind,
        String source,
        String key,
        @Nullable Long memberId,
        long position,
        LocalDate businessDay,
        Instant appendedAt,
        Instant failedAt,
        @Nullable String failure) {}

package io.wellspring.auth.mall;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that an operator did to a mall.
 *
 * @param secretId the secret that was made or ended, if one was
 * @param changes of its terms, if any
 */
public record MallAction(
        long id,
        String operatorId,
        Kind kind,
        @Nullable String reason,
        @Nullable Long secretId,
        List<Change> changes,
        Instant doneAt) {

    /** What operators can do to a mall. */
    @Schema(name = "MallActionKind")
    public enum Kind {
        CREATED,
        CHANGED,
        SECRET_CREATED,
        SECRET_ENDED,
        ENDED,
        REOPENED
    }

    /** One field that was given another value; both as they read outside. */
    public record Change(String field, String from, String to) {}
}

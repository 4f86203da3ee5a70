package io.wellspring.auth.mall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a mall proves itself with, of which only the hash is kept.
 *
 * @param endsAt from when on it serves no more; none where no end is set
 * @param lastUsedAt when a token was last issued for it, to the minute
 */
public record MallSecret(
        long id,
        String mallId,
        Instant createdAt,
        @Nullable Instant endsAt,
        @Nullable Instant lastUsedAt,
        boolean ended) {}

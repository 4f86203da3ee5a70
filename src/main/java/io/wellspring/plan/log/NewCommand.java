package io.wellspring.plan.log;

import org.jspecify.annotations.Nullable;

/**
 * A command to be appended.
 *
 * @param source the mall, member or operator that it comes from
 * @param key the source's own id for it; source and key are unique within a plan
 * @param memberId whom it concerns, if one member
 * @param body as JSON
 * @param fingerprint of the body: the same key with another one is a conflict
 */
public record NewCommand(
        long planId,
        String source,
        String key,
        CommandKind kind,
        @Nullable Long memberId,
        String body,
        byte[] fingerprint) {}

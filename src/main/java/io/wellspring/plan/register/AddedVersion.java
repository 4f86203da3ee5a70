package io.wellspring.plan.register;

import org.jspecify.annotations.Nullable;

/**
 * A version that a command made.
 *
 * @param basedOn the number of the version that it changed; null where all parameters were given
 * @param position of the command
 */
public record AddedVersion(PlanVersion version, @Nullable Integer basedOn, long position) {}

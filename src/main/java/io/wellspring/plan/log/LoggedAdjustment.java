package io.wellspring.plan.log;

/**
 * An adjustment as the log has it.
 *
 * @param memberId whose points it adds to or deducts from
 * @param source the operator that it comes from, as {@code operator:} and the id
 */
public record LoggedAdjustment(LoggedCommand command, long memberId, String source) {}

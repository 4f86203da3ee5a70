package io.wellspring.auth;

import java.util.List;

/**
 * A machine that sends orders: a mall, scoped to the plans that it may feed.
 *
 * @param dailyLimitFen how much it may send in a day, over all plans, in fen
 * @param disabled whether an operator has shut it out
 */
public record Client(String id, String name, List<Long> planIds, long dailyLimitFen, boolean disabled) {}

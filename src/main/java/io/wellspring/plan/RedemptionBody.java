package io.wellspring.plan;

/**
 * A redemption as the log keeps it.
 *
 * @param units in 1/1,000,000 unit
 */
public record RedemptionBody(long units) {}

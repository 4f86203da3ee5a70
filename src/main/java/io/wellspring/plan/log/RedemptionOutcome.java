package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/**
 * What a redemption brought, as the log keeps it.
 *
 * @param units that were burned, in 1/1,000,000
 * @param gross fen that they were worth, no more than the quota where forced exit is on
 * @param fee fen of it that stayed in the pool
 * @param paid fen that the member received: gross less fee
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RedemptionOutcome(long units, long gross, long fee, long paid) {}

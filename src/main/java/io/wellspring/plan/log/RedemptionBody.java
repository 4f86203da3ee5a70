package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.wellspring.api.IdempotencyKey;

/**
 * A redemption as the log keeps it.
 *
 * @param units in 1/1,000,000 unit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RedemptionBody(long units) {

    /** Tells a repeat from another redemption under the same key. */
    public byte[] fingerprint(long planId) {
        return IdempotencyKey.fingerprint(planId + "\n" + units);
    }
}

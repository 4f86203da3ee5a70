package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.wellspring.api.IdempotencyKey;
import io.wellspring.value.AssetCode;

/**
 * An adjustment as the log keeps it.
 *
 * @param asset POINT or RELEASING
 * @param amount in 1/100 point, not zero; negative to deduct
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record AdjustmentBody(AssetCode asset, long amount, String reason) {

    /** Tells a repeat from another adjustment under the same key. */
    public byte[] fingerprint(long planId, long memberId) {
        return IdempotencyKey.fingerprint(planId + "\n" + memberId + "\n" + asset + "\n" + amount + "\n" + reason);
    }
}

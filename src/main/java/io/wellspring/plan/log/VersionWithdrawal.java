package io.wellspring.plan.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.wellspring.api.IdempotencyKey;

/** The body of a command that takes a version back before its day, as the log keeps it. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record VersionWithdrawal(int number, String reason) {

    public byte[] fingerprint(long planId) {
        return IdempotencyKey.fingerprint("withdrawal " + planId + " " + number + " " + reason);
    }
}

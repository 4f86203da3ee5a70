package io.wellspring.plan.kind;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * What an order was decided on besides the plan, as the log keeps it.
 *
 * @param referrer the member who invited the buyer
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ReferrerFacts(@Nullable Long referrer) {

    /** Nothing is recorded where nobody invited the buyer. */
    public static @Nullable ReferrerFacts of(@Nullable Long referrer) {
        return referrer == null ? null : new ReferrerFacts(referrer);
    }
}

package io.wellspring.limit;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.RateLimit;
import io.wellspring.refusal.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/**
 * What counting a request said: whether it may pass, and how much is left.
 *
 * @param limit none where the request was not counted, because Redis could not be asked
 * @param retryAfter until the next request passes, zero where one does at once
 */
public record Allowance(boolean passes, @Nullable RateLimit limit, Duration retryAfter) {

    static final Allowance UNCOUNTED = new Allowance(true, null, Duration.ZERO);

    /** Tells the caller what is left, or refuses with TOO_MANY_REQUESTS. */
    public Mono<Void> admit(HttpHeaders headers) {
        if (limit == null) {
            return Mono.empty();
        }
        if (!passes) {
            return Mono.error(() -> Refusal.of(CallRefusal.TOO_MANY_REQUESTS)
                    .retryAfter(retryAfter)
                    .beyond(limit));
        }
        limit.writeTo(headers);
        return Mono.empty();
    }
}

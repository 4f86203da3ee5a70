package io.wellspring.refusal;

import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * How much of a limit is left to a caller, as {@code RateLimit-*} tells it.
 *
 * @param limit how many requests the whole is worth
 * @param remaining how many of them would pass at once
 * @param reset until the whole is there again, told in whole seconds, rounded up
 */
public record RateLimit(long limit, long remaining, Duration reset) {

    public void writeTo(HttpHeaders headers) {
        headers.set("RateLimit-Limit", String.valueOf(limit));
        headers.set("RateLimit-Remaining", String.valueOf(remaining));
        headers.set("RateLimit-Reset", String.valueOf(wholeSeconds(reset)));
    }

    /** Rounded up, so that a caller who waits as long does not come too early. */
    static long wholeSeconds(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}

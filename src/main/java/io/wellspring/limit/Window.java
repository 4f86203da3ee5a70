package io.wellspring.limit;

import io.wellspring.refusal.RefusalCode;
import java.time.Duration;

/**
 * At most so many events of one subject in any stretch of this length.
 *
 * @param key the subject's key in Redis; windows asked for together share a hash tag
 * @param otherwise what the caller is told beyond the limit
 */
public record Window(String key, int limit, Duration length, RefusalCode otherwise) {

    /**
     * Whether it counts one subject, whose key ends in it: {@code {tag}:what:subject}. The limit of a window that all
     * share, {@code {tag}:what}, is nobody's business.
     */
    boolean isOfOneSubject() {
        return key.indexOf(':', key.indexOf(':') + 1) > 0;
    }
}

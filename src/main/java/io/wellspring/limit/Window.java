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
     * Whether the window counts one subject, whose key ends in it: {@code {tag}:what:subject}. A window that all callers
     * share, {@code {tag}:what}, is not shown to any of them: what is left of it would tell how much the others do.
     */
    boolean isOfOneSubject() {
        return key.indexOf(':', key.indexOf(':') + 1) > 0;
    }
}

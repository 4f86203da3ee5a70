package io.wellspring.api;

import io.wellspring.refusal.Refusal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** The caller's own name for a request that must take effect once. */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /** @throws Refusal when there is none, or it is not 1 to 100 visible ASCII characters */
    public static String required(@Nullable String header) {
        if (header == null || !header.matches("[\\x21-\\x7e]{1,100}")) {
            throw Refusal.of(CallRefusal.IDEMPOTENCY_KEY_REQUIRED);
        }
        return header;
    }

    /** A key that may be missing; one that is there must be in good form, as in {@link #required}. */
    public static @Nullable String optional(@Nullable String header) {
        return header == null ? null : required(header);
    }

    /** What tells a repeat of a request from another one under the same key. */
    public static byte[] fingerprint(String request) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(request.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }
}

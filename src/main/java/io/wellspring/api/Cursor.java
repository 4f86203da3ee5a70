package io.wellspring.api;

import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where a page of a list ended. Opaque outside, so that nobody builds on what is in it. */
public final class Cursor {

    private Cursor() {}

    public static String of(long id) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(id).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The id in a cursor.
     *
     * @param first stands for no cursor at all
     * @throws Refusal {@link CallRefusal#INVALID_CURSOR} when it is none of ours
     */
    public static long read(@Nullable String cursor, long first) {
        if (cursor == null) {
            return first;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == Long.BYTES) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        } catch (IllegalArgumentException notBase64) {
            // Told below: whatever is wrong with it, it is not ours.
        }
        throw Refusal.of(CallRefusal.INVALID_CURSOR);
    }
}

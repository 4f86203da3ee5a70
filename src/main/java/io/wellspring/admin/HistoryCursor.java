package io.wellspring.admin;

import io.wellspring.api.CallRefusal;
import io.wellspring.refusal.Refusal;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a member's history ended: in each of the two lists that it is made of.
 *
 * @param deed only deeds with a lower id come next
 * @param adjustment only adjustments with a lower id come next
 */
record HistoryCursor(long deed, long adjustment) {

    private static final HistoryCursor START = new HistoryCursor(Long.MAX_VALUE, Long.MAX_VALUE);
    private static final int BYTES = 2 * Long.BYTES;

    /** @throws Refusal INVALID_CURSOR when it is none of ours */
    static HistoryCursor read(@Nullable String cursor) {
        if (cursor == null) {
            return START;
        }
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == BYTES) {
                ByteBuffer ids = ByteBuffer.wrap(bytes);
                return new HistoryCursor(ids.getLong(), ids.getLong());
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below: whatever is wrong with it, it is not ours.
        }
        throw Refusal.of(CallRefusal.INVALID_CURSOR);
    }

    String text() {
        byte[] bytes =
                ByteBuffer.allocate(BYTES).putLong(deed).putLong(adjustment).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

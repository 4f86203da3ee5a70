package io.wellspring.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** JSON is read as UTF-8 alone, and strictly: neither overlong forms nor UTF-16 and UTF-32, which readers of JSON guess. */
public final class Utf8 {

    private Utf8() {}

    /** Whether these bytes are well-formed UTF-8. None is zero: JSON escapes that character, and UTF-16 and UTF-32 have it. */
    public static boolean isText(byte[] bytes) {
        return isText(ByteBuffer.wrap(bytes));
    }

    /** As the other one; the buffer stays as it is. */
    static boolean isText(ByteBuffer bytes) {
        for (int at = bytes.position(); at < bytes.limit(); at++) {
            if (bytes.get(at) == 0) {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes.duplicate());
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}

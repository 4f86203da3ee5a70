package io.wellspring.plan.catalogue;

import java.nio.ByteBuffer;

/**
 * The caller's own name for a request to open a plan.
 *
 * @param source who asks, as {@code operator:} and the id
 * @param fingerprint tells a repeat from another request under the same key
 */
public record OpeningKey(String source, String key, ByteBuffer fingerprint) {

    byte[] print() {
        byte[] bytes = new byte[fingerprint.remaining()];
        fingerprint.duplicate().get(bytes);
        return bytes;
    }
}

package io.wellspring.auth.caller;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Which operator asks for a change, and why.
 *
 * @param key under which a repeat finds what was done, if the operator gave one
 * @param fingerprint tells a repeat from another request under the same key
 */
public record OperatorRequest(
        String operatorId,
        @Nullable String reason,
        @Nullable String key,
        ByteBuffer fingerprint) {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0).asReadOnlyBuffer();

    public static OperatorRequest by(SignedIn operator) {
        return new OperatorRequest(operator.id(), null, null, NONE);
    }

    public OperatorRequest because(String why) {
        return new OperatorRequest(operatorId, why, key, fingerprint);
    }

    public OperatorRequest under(@Nullable String name, byte[] print) {
        return new OperatorRequest(operatorId, reason, name, ByteBuffer.wrap(print));
    }

    public byte[] print() {
        byte[] bytes = new byte[fingerprint.remaining()];
        fingerprint.duplicate().get(bytes);
        return bytes;
    }
}

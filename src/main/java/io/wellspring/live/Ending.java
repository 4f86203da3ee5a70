package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Arrays;

/** Why a stream ends, as its last event says; a client that is to come back does so after the retry it was told. */
@Schema(name = "StreamEndReason")
enum Ending {
    /** Come back after the retry that is told: another node serves. */
    NODE_LEAVING,
    /** Come back after the retry that is told: this node has no place, or cannot read just now. */
    BUSY,
    /** Renew the token, and come back. */
    TOKEN_EXPIRED,
    /** Do not come back before the member has signed in. */
    SIGNED_OUT;

    private final byte[] frame = ("event: end\ndata: {\"reason\":\"" + name() + "\"}\n\n").getBytes(UTF_8);

    byte[] frame() {
        return frame;
    }

    /** The same, and after how long to come back. */
    byte[] frame(int retryMillis) {
        byte[] retry = Retries.line(retryMillis);
        byte[] whole = Arrays.copyOf(retry, retry.length + frame.length);
        System.arraycopy(frame, 0, whole, retry.length, frame.length);
        return whole;
    }

    /** The data of the frame. */
    record StreamEnd(Ending reason) {}
}

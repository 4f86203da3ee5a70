package io.wellspring.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Why a stream ends, as its last event says; a client that is to come back does so after the retry it was told. */
enum Ending {
    /** Come back after the retry that is told: another node serves. */
    NODE_LEAVING("node-leaving"),
    /** Come back after the retry that is told: this node has no place, or cannot read just now. */
    BUSY("busy"),
    /** Renew the token, and come back. */
    TOKEN_EXPIRED("token-expired"),
    /** Do not come back before the member has signed in. */
    SIGNED_OUT("signed-out");

    private final String reason;
    private final byte[] frame;

    Ending(String reason) {
        this.reason = reason;
        this.frame = ("event: end\ndata: {\"reason\":\"" + reason + "\"}\n\n").getBytes(UTF_8);
    }

    @JsonValue
    String reason() {
        return reason;
    }

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

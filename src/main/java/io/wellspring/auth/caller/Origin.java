package io.wellspring.auth.caller;

import io.wellspring.api.Required;
import io.wellspring.limit.ClientAddress;
import io.wellspring.refusal.Reason;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a call comes from, and what it brings along.
 *
 * @param address as limits see it
 * @param member who calls, where somebody is signed in
 * @param device as its owner calls it, at most 60 characters
 * @param challenge the answer that a challenge's provider gave the app, looked at only where one is required
 */
public record Origin(
        String address,
        @Nullable String member,
        @Nullable String device,
        @Nullable String challenge) {

    public static final String DEVICE = "device";
    public static final String CHALLENGE = "challenge";

    private static final int LONGEST_DEVICE = 60;
    private static final int LONGEST_CHALLENGE = 4_096;

    /** Somebody of whom nothing else is known. */
    public static Origin at(String address) {
        return new Origin(address, null, null, null);
    }

    public static Origin of(ServerWebExchange exchange, SignedIn member) {
        return new Origin(ClientAddress.of(exchange), member.id(), null, null);
    }

    /**
     * Refuses a device's name of more than 60 characters, or of others than printable ones, and a challenge's answer of
     * more than 4,096.
     */
    public static Origin of(ServerWebExchange exchange, @Nullable String device, @Nullable String challenge) {
        String name = Required.optional(DEVICE, device);
        if (name != null && name.codePointCount(0, name.length()) > LONGEST_DEVICE) {
            throw Refusal.invalid(DEVICE, Reason.TOO_LONG).with("most", LONGEST_DEVICE);
        }
        return new Origin(
                ClientAddress.of(exchange),
                null,
                name == null ? null : name.strip(),
                Required.optional(CHALLENGE, challenge, LONGEST_CHALLENGE));
    }

    /** Nothing of it: an address is personal, and an answer is good once. */
    @Override
    public String toString() {
        return "Origin[****]";
    }
}

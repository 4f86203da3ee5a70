package io.wellspring.auth;

import io.wellspring.api.Required;
import io.wellspring.limit.ClientAddress;
import io.wellspring.refusal.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a session is opened from.
 *
 * @param address as limits see it
 * @param device as its owner calls it, at most 60 characters
 */
record Origin(String address, @Nullable String device) {

    private static final String FIELD = "device";
    private static final int LONGEST = 60;

    /** Refuses a device's name of more than 60 characters, or of others than printable ones. */
    static Origin of(ServerWebExchange exchange, @Nullable String device) {
        String name = Required.optional(FIELD, device);
        if (name != null && name.codePointCount(0, name.length()) > LONGEST) {
            throw Refusal.invalid(FIELD, "at most " + LONGEST + " characters");
        }
        return new Origin(ClientAddress.of(exchange), name == null ? null : name.strip());
    }

    /** Neither: an address is personal. */
    @Override
    public String toString() {
        return "Origin[****]";
    }
}

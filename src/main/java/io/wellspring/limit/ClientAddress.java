package io.wellspring.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import org.springframework.web.server.ServerWebExchange;

/**
 * Where a request comes from, as limits see it: the address that {@link ForwardedFor} left or gave it, and never a header,
 * which says what its sender likes.
 */
public final class ClientAddress {

    private static final int NETWORK_BYTES = 8;

    private ClientAddress() {}

    public static String of(ServerWebExchange exchange) {
        InetSocketAddress remote = exchange.getRequest().getRemoteAddress();
        return remote == null || remote.getAddress() == null ? "unknown" : network(remote.getAddress());
    }

    /** A household holds a whole /64 of IPv6, so its addresses count as one. */
    static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, NETWORK_BYTES) + "/64"
                : address.getHostAddress();
    }
}

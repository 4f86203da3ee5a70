package io.wellspring.limit;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Addresses as headers and settings write them: numbers alone, so that no name is ever looked up. */
final class IpLiteral {

    /** More than an IPv6 address with its zone, brackets and a port. */
    private static final int LONGEST = 100;

    private static final int LAST_PORT = 65_535;

    private static final Pattern V4 = Pattern.compile("(?:0|[1-9]\\d{0,2})(?:\\.(?:0|[1-9]\\d{0,2})){3}");
    private static final Pattern V6 = Pattern.compile("([0-9a-fA-F.]*:[0-9a-fA-F:.]*)(?:%[0-9A-Za-z._-]+)?");
    private static final Pattern WITH_PORT = Pattern.compile("(?:\\[([^\\[\\]]+)]|([0-9.]+))(?::(\\d{1,5}))?");

    private IpLiteral() {}

    /** An address alone; a zone is left out, for it means something only to the machine that wrote it. */
    static Optional<InetAddress> plain(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        if (V4.matcher(text).matches()) {
            return address(text);
        }
        Matcher v6 = V6.matcher(text);
        return v6.matches() ? address(v6.group(1)) : Optional.empty();
    }

    /** An address as a proxy notes it: alone, in brackets, or with a port. */
    static Optional<InetSocketAddress> hop(String text) {
        Matcher withPort = WITH_PORT.matcher(text.length() > LONGEST ? "" : text);
        if (!withPort.matches()) {
            return plain(text).map(address -> new InetSocketAddress(address, 0));
        }
        String address = withPort.group(1) == null ? withPort.group(2) : withPort.group(1);
        int port = port(withPort.group(3));
        return port > LAST_PORT ? Optional.empty() : plain(address).map(ip -> new InetSocketAddress(ip, port));
    }

    private static int port(@Nullable String text) {
        return text == null ? 0 : Integer.parseInt(text);
    }

    /** An IPv4 address in the clothes of IPv6 comes out as what it is. */
    private static Optional<InetAddress> address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", impossible);
        }
    }
}

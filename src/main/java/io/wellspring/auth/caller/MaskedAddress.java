package io.wellspring.auth.caller;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An address as its session's owner sees it: enough to tell home from abroad, too little to find a household. */
public final class MaskedAddress {

    private static final Pattern IPV4 = Pattern.compile("(\\d{1,3}\\.\\d{1,3})\\.\\d{1,3}\\.\\d{1,3}");
    /** A network of IPv6 as limits write it: the digits of its first 64 bits. */
    private static final Pattern IPV6 = Pattern.compile("([0-9a-f]{4})([0-9a-f]{4})[0-9a-f]{8}/64");

    private MaskedAddress() {}

    /** Such as 203.0.*.* or 2001:db8:*. */
    public static String of(String address) {
        Matcher four = IPV4.matcher(address);
        if (four.matches()) {
            return four.group(1) + ".*.*";
        }
        Matcher six = IPV6.matcher(address);
        return six.matches() ? group(six.group(1)) + ":" + group(six.group(2)) + ":*" : "unknown";
    }

    private static String group(String digits) {
        return Integer.toHexString(Integer.parseInt(digits, 16));
    }
}

package io.wellspring.limit;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A block of addresses, or one alone: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 192.0.2.7}. */
record AddressBlock(InetAddress first, int prefixBits) {

    private static final Pattern FORM = Pattern.compile("([^/]+)(?:/(\\d{1,3}))?");

    boolean contains(InetAddress address) {
        byte[] mine = first.getAddress();
        byte[] other = address.getAddress();
        return mine.length == other.length && differsAt(mine, other) >= prefixBits;
    }

    /** A block whose address has bits beyond its prefix is a slip of the pen, and read as little as all that is malformed. */
    static Optional<AddressBlock> read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String prefix = form.group(2);
        return IpLiteral.plain(form.group(1))
                .map(address -> new AddressBlock(address, prefix == null ? bits(address) : Integer.parseInt(prefix)))
                .filter(AddressBlock::isWellFormed);
    }

    private boolean isWellFormed() {
        byte[] zeros = new byte[bits(first) / Byte.SIZE];
        byte[] host = first.getAddress();
        for (int bit = 0; bit < Math.min(prefixBits, bits(first)); bit++) {
            host[bit / Byte.SIZE] &= (byte) ~(0x80 >> bit % Byte.SIZE);
        }
        return prefixBits <= bits(first) && differsAt(host, zeros) == bits(first);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }

    /** The first bit in which two addresses differ, or their length. */
    private static int differsAt(byte[] one, byte[] other) {
        for (int i = 0; i < one.length; i++) {
            int difference = (one[i] ^ other[i]) & 0xff;
            if (difference != 0) {
                return i * Byte.SIZE + Integer.numberOfLeadingZeros(difference) - (Integer.SIZE - Byte.SIZE);
            }
        }
        return one.length * Byte.SIZE;
    }
}

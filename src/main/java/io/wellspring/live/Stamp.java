package io.wellspring.live;

import java.util.Comparator;

/**
 * Which state of a plan a copy shows.
 *
 * @param version of the plan, growing within the epoch
 */
record Stamp(Epoch epoch, long version) implements Comparable<Stamp> {

    /** Of a copy that shows nothing; older than every other. */
    static final Stamp NONE = new Stamp(Epoch.NONE, -1);

    static final int TEXT_LENGTH = 49;

    private static final Comparator<Stamp> ORDER =
            Comparator.comparing(Stamp::epoch).thenComparingLong(Stamp::version);

    /** Of fixed width, as Redis compares and keeps it. */
    String text() {
        return this == NONE ? "" : epoch.text() + versionText();
    }

    String versionText() {
        return "%019d".formatted(version);
    }

    /** @throws RuntimeException where the text is not a stamp's */
    static Stamp parse(String text) {
        return new Stamp(Epoch.parse(text.substring(0, 30)), Long.parseLong(text.substring(30)));
    }

    boolean isAfter(Stamp other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(Stamp other) {
        return ORDER.compare(this, other);
    }
}

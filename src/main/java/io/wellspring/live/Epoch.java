package io.wellspring.live;

/**
 * Names one history of PostgreSQL: versions can be compared within it, and mean nothing across two of them.
 *
 * <p>Of two epochs the one with the greater system identifier is newer, because the identifier begins with the second in
 * which the cluster was made; on one system it is the greater timeline, because a promotion or a recovery to a point in
 * time always begins a higher one. A history can still come back that this order calls older, such as a snapshot of
 * the disk. The order therefore only settles races between nodes, and the {@link Reconciler} has the last word.
 *
 * @param system the cluster's identifier, an unsigned number
 * @param timeline of its write-ahead log
 */
record Epoch(long system, long timeline) implements Comparable<Epoch> {

    static final Epoch NONE = new Epoch(0, 0);

    /** Of fixed width and only digits, so that Redis can compare it as text: its numbers lose digits of the system. */
    String text() {
        String digits = Long.toUnsignedString(system);
        return "0".repeat(20 - digits.length()) + digits + "%010d".formatted(timeline);
    }

    static Epoch parse(String text) {
        return new Epoch(Long.parseUnsignedLong(text.substring(0, 20)), Long.parseLong(text.substring(20)));
    }

    @Override
    public int compareTo(Epoch other) {
        int systems = Long.compareUnsigned(system, other.system);
        return systems != 0 ? systems : Long.compare(timeline, other.timeline);
    }
}

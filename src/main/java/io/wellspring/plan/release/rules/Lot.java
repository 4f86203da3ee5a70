package io.wellspring.plan.release.rules;

/**
 * What one order granted, as far as it is not released yet. Amounts in 1/100 point.
 *
 * @param position of the order in the plan's log: of two lots, the one with the lower is older
 * @param remaining 0 to granted
 * @param daily what it releases on a day, as long as so much remains
 */
public record Lot(long position, long granted, long remaining, long daily) {

    /** What it releases by itself on a day. */
    public long release() {
        return Math.min(daily, remaining);
    }

    public Lot less(long released) {
        if (released < 0 || released > remaining) {
            throw new IllegalArgumentException(released + " of " + remaining + " cannot be released");
        }
        return new Lot(position, granted, remaining - released, daily);
    }
}

package io.wellspring.plan.release.rules;

/**
 * The state of a RELEASE plan between commands ({@code src/docs/plans/release.md}).
 *
 * @param volume fen of cash that orders ever brought, at most {@link #LARGEST_VOLUME}
 * @param points 1/100 point that orders were ever paid with, at most as many
 * @param adjusted 1/100 point that operators ever added or deducted, at most {@link #MOST_ADJUSTED}
 * @param settling whether the open day is over and its releases are on their way
 */
public record ReleaseState(long volume, long points, long adjusted, boolean settling) {

    /** Ten trillion yuan: with the largest multiple, all that is granted still fits an amount. */
    public static final long LARGEST_VOLUME = 1_000_000_000_000_000L;

    /** Ten thousand trillion points, which with all that is granted still fit an amount. */
    public static final long MOST_ADJUSTED = 1_000_000_000_000_000_000L;

    public static final ReleaseState EMPTY = new ReleaseState(0, 0, 0, false);

    /** Whether an order's cash, in fen, and the points paid still fit in. */
    boolean fits(long cash, long paid) {
        return cash <= LARGEST_VOLUME - volume && paid <= LARGEST_VOLUME - points;
    }

    /** After an order's cash, in fen, and the points paid. */
    ReleaseState with(long cash, long paid) {
        return new ReleaseState(volume + cash, points + paid, adjusted, settling);
    }

    /** Whether an adjustment still fits in, in either direction. */
    boolean fits(long adjustment) {
        return Math.abs(adjustment) <= MOST_ADJUSTED - adjusted;
    }

    /** After an adjustment. */
    ReleaseState with(long adjustment) {
        return new ReleaseState(volume, points, adjusted + Math.abs(adjustment), settling);
    }

    /** While the day's releases are on their way. */
    public ReleaseState closing() {
        return new ReleaseState(volume, points, adjusted, true);
    }

    /** When all of them have arrived; the next day begins with the same. */
    public ReleaseState closed() {
        return new ReleaseState(volume, points, adjusted, false);
    }
}

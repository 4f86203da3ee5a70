package io.wellspring.plan.release;

/**
 * The state of a RELEASE plan between commands (design, section 5.3).
 *
 * @param volume fen of cash that orders ever brought, at most {@link #LARGEST_VOLUME}
 * @param settling whether the open day is over and its releases are on their way
 */
public record ReleaseState(long volume, boolean settling) {

    /** Ten trillion yuan: with the largest multiple, all that is granted still fits an amount. */
    public static final long LARGEST_VOLUME = 1_000_000_000_000_000L;

    public static final ReleaseState EMPTY = new ReleaseState(0, false);

    /** After an order's cash, in fen. */
    ReleaseState with(long cash) {
        return new ReleaseState(volume + cash, settling);
    }

    /** While the day's releases are on their way. */
    public ReleaseState closing() {
        return new ReleaseState(volume, true);
    }

    /** When all of them have arrived; the next day begins with the same. */
    public ReleaseState closed() {
        return new ReleaseState(volume, false);
    }
}

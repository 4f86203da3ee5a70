package io.wellspring.plan.loop.rules;

/**
 * The state of a LOOP plan between commands ({@code src/docs/plans/loop.md}).
 *
 * @param sales fen of cash that orders brought on the open day
 * @param carried fen of the weighted pool that the days before left over
 * @param volume fen of cash that orders ever brought, at most {@link #LARGEST_VOLUME}
 * @param shares 1/1,000,000 share ever granted, at most {@link #MOST_SHARES}
 * @param settling whether the open day is over and its dividends are on their way
 */
public record LoopState(long sales, long carried, long volume, long shares, boolean settling) {

    /** Ten trillion yuan: with the largest multiples, all quota granted still fits an amount. */
    public static final long LARGEST_VOLUME = 1_000_000_000_000_000L;

    /** A trillion shares, so that the weight of all members fits an amount. */
    public static final long MOST_SHARES = 1_000_000_000_000_000_000L;

    public static final LoopState EMPTY = new LoopState(0, 0, 0, 0, false);

    /** After an order's cash, in fen, and the shares that it granted, in 1/1,000,000. */
    LoopState with(long cash, long granted) {
        return new LoopState(sales + cash, carried, volume + cash, shares + granted, settling);
    }

    /** While the day's dividends are on their way. */
    public LoopState closing() {
        return new LoopState(sales, carried, volume, shares, true);
    }

    /** As the day ended, when all its dividends are paid. */
    public LoopState closed() {
        return new LoopState(sales, carried, volume, shares, false);
    }

    /** At the begin of the next day. */
    public LoopState dayAfter(long carriedOver) {
        return new LoopState(0, carriedOver, volume, shares, false);
    }
}

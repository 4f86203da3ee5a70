package io.wellspring.plan.equity.rules;

import org.jspecify.annotations.Nullable;

/**
 * The state of an EQUITY plan ({@code src/docs/plans/equity.md}).
 *
 * @param assets fen in the pool
 * @param supply 1/1,000,000 unit in circulation: the sum of all holdings
 * @param issued 1/1,000,000 unit ever issued; burned units are not issued again
 * @param volume fen of cash that orders ever brought, at most {@link #LARGEST_VOLUME}
 * @param lastPrice the price just before the redemption that emptied the pool, if one ever did
 * @param unwinding redemptions that a command set off and that are not finished
 */
public record EquityState(
        long assets,
        long supply,
        long issued,
        long volume,
        @Nullable Price lastPrice,
        @Nullable Unwinding unwinding) {

    /** Ten trillion yuan: with the largest multiple, all quota granted still fits an amount. */
    public static final long LARGEST_VOLUME = 1_000_000_000_000_000L;

    public static final EquityState EMPTY = new EquityState(0, 0, 0, 0, null, null);

    /** The current price; while nothing is in circulation the last one, or that of the first issue. */
    public Price price(EquityParameters parameters) {
        if (supply > 0) {
            return new Price(assets, supply);
        }
        return lastPrice != null ? lastPrice : parameters.firstPrice();
    }

    /**
     * Redemptions to go on with in the next transaction, before any other command.
     *
     * @param position of the command that set them off
     */
    public record Unwinding(Reason reason, long position) {}

    /** Why holders are redeemed without having asked. */
    public enum Reason {
        /** Their units reached their quota. */
        FORCED_EXIT,
        /** Too few units were left in circulation. */
        CLOSING
    }
}

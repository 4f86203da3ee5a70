package io.wellspring.plan.loop.rules;

import java.util.List;

/**
 * Who takes part in the dividends of a day, summed: together with the pools it decides what each one receives.
 *
 * @param members number of members who take part
 * @param shares shares of all of them, in 1/1,000,000
 * @param weight weight of all of them, in fen of quota or 1/1,000,000 share
 * @param levels the same for each level, in their order
 */
public record LoopTurnout(long members, long shares, long weight, List<OfLevel> levels) {

    /**
     * The participants of one level.
     *
     * @param shares of all of them, in 1/1,000,000
     */
    public record OfLevel(long members, long shares) {}
}

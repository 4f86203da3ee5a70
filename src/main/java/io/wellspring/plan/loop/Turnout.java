package io.wellspring.plan.loop;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Who takes part in the dividends of a day, summed: together with the pools it decides what each one receives.
 *
 * @param members who take part
 * @param shares of all of them, in 1/1,000,000
 * @param weight of all of them, in fen or 1/1,000,000 share
 * @param levels the same for each level, in their order
 */
public record Turnout(long members, long shares, long weight, List<OfLevel> levels) {

    /** No less than what a member who takes part adds to it: for an estimate on a count that is some seconds old. */
    public Turnout atLeast(LoopMember member, LoopParameters parameters) {
        int level = parameters.levelOf(member.shares());
        List<OfLevel> ofLevels = IntStream.range(0, levels.size())
                .mapToObj(n -> n == level ? levels.get(n).atLeast(member.shares()) : levels.get(n))
                .toList();
        return new Turnout(
                Math.max(1, members),
                Math.max(shares, member.shares()),
                Math.max(weight, member.weight(parameters.weightBy())),
                ofLevels);
    }

    /**
     * The participants of one level.
     *
     * @param shares of all of them, in 1/1,000,000
     */
    public record OfLevel(long members, long shares) {

        OfLevel atLeast(long own) {
            return new OfLevel(Math.max(1, members), Math.max(shares, own));
        }
    }
}

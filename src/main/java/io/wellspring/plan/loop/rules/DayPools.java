package io.wellspring.plan.loop.rules;

import io.wellspring.value.Fraction;
import java.util.List;

/**
 * What there is to share on a day, and what each participant receives of it ({@code src/docs/plans/loop.md}). Nothing
 * here depends on the order in which the members are asked.
 *
 * @param sales of the day, in fen
 * @param carried fen that the days before left over, part of the weighted pool
 * @param weighted fen that all participants share
 * @param levels fen that the participants of each level share, in their order
 */
public record DayPools(
        LoopParameters parameters, long sales, long carried, long weighted, List<Long> levels, LoopTurnout turnout) {

    /** The pools of a day that ends with this state. */
    public static DayPools of(LoopParameters parameters, LoopState state, LoopTurnout turnout) {
        return new DayPools(
                parameters,
                state.sales(),
                state.carried(),
                weighted(parameters, state),
                parameters.levels().stream()
                        .map(level -> level.rate().floorOf(state.sales()))
                        .toList(),
                turnout);
    }

    /** What all participants share: the part of the day's sales, and what the days before left over. */
    public static long weighted(LoopParameters parameters, LoopState state) {
        return Math.addExact(parameters.weightedRate().floorOf(state.sales()), state.carried());
    }

    /** Whether nobody can receive anything. */
    public boolean areEmpty() {
        return weighted == 0 && levels.stream().allMatch(level -> level == 0);
    }

    /** What a member receives: the part of the weighted pool first, then that of the level, never more than the quota. */
    public Dividend of(LoopMember member) {
        if (!member.takesPart()) {
            return Dividend.none(member);
        }
        int level = parameters.levelOf(member.shares());
        long ofWeighted = Fraction.floor(weighted, member.weight(parameters.weightBy()), turnout.weight());
        long ofLevel = level < 0 ? 0 : partOfLevel(level, member);
        long paidWeighted = Math.min(ofWeighted, member.quota());
        long paidLevel = Math.min(ofLevel, member.quota() - paidWeighted);
        return new Dividend(member, level, ofWeighted, paidWeighted, ofLevel, paidLevel);
    }

    private long partOfLevel(int level, LoopMember member) {
        LoopTurnout.OfLevel all = turnout.levels().get(level);
        return parameters.levelSplit() == LevelSplit.EQUAL
                ? levels.get(level) / all.members()
                : Fraction.floor(levels.get(level), member.shares(), all.shares());
    }
}

package io.wellspring.plan.loop.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What became of the pools of a day, in fen: paid of the weighted pool and of each level's, in their order.
 *
 * @param members number of members who received something
 */
public record DayResult(DayPools pools, long members, long paidWeighted, List<Long> paidLevels) {

    /** What of the weighted pool is left: dust, what quotas cut off, or all of it where nobody took part. */
    public long carried() {
        return pools.weighted() - paidWeighted;
    }

    /** What of each level's pool is left, and returns to the platform. */
    public List<Long> returned() {
        return IntStream.range(0, paidLevels.size())
                .mapToObj(level -> pools.levels().get(level) - paidLevels.get(level))
                .toList();
    }

    /** This and what more is paid of the same pools. */
    public DayResult plus(DayResult more) {
        return new DayResult(
                pools,
                members + more.members,
                Math.addExact(paidWeighted, more.paidWeighted),
                IntStream.range(0, paidLevels.size())
                        .mapToObj(level -> Math.addExact(paidLevels.get(level), more.paidLevels.get(level)))
                        .toList());
    }

    /** Whether no pool pays more than it has: then in = paid + carried + returned, each part not negative. */
    public boolean isCovered() {
        return carried() >= 0 && returned().stream().allMatch(left -> left >= 0);
    }
}

package io.wellspring.plan.loop.rules;

import java.util.Arrays;

/** Sums up the dividends of a day, one after the other; their order does not matter. */
public final class DaySum {

    private final DayPools pools;
    private final long[] levels;
    private long members;
    private long weighted;

    public DaySum(DayPools pools) {
        this.pools = pools;
        this.levels = new long[pools.levels().size()];
    }

    public void add(Dividend dividend) {
        members += dividend.paid() > 0 ? 1 : 0;
        weighted = Math.addExact(weighted, dividend.paidWeighted());
        if (dividend.level() >= 0) {
            levels[dividend.level()] = Math.addExact(levels[dividend.level()], dividend.paidLevel());
        }
    }

    public DayResult result() {
        return new DayResult(
                pools, members, weighted, Arrays.stream(levels).boxed().toList());
    }
}
